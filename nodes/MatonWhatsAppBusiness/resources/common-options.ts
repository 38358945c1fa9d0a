import type { INodeProperties } from 'n8n-workflow';

import {
	deliveryFields,
	includeResponse,
	matonConnection,
} from '../../shared/fields/delivery-fields';
import { addOptions, writesSomething, type Operation } from '../../shared/fields/operation';
import { accepted } from '../responses/readers';
import { accountForLists, graphVersion } from './fields';

/** Leaves people out of a send who opted out. */
const respectOptOut: INodeProperties = {
	displayName: 'Respect Opt-Out',
	name: 'respectOptOut',
	type: 'boolean',
	default: true,
	description:
		'Whether to skip people who stopped marketing messages or opted out with a word, if a WhatsApp Business Trigger of this n8n or an earlier send noticed it',
};

const readsResponse = ({ option }: Operation) =>
	option.routing?.output?.postReceive?.some((step) => step === accepted);

/** An operation with the options that depend on what it does: how its requests leave, whatever they are. */
export function addCommonOptions(operation: Operation): Operation {
	const value = String(operation.option.value);
	const sends = value.startsWith('send');
	const takesNumber = sends || ['block', 'unblock'].includes(value);
	const picksNumber = operation.fields.some(({ name }) => name === 'phoneNumberId');
	return addOptions(operation, [
		...(picksNumber ? [accountForLists] : []),
		graphVersion,
		matonConnection,
		...(readsResponse(operation) ? [includeResponse] : []),
		...(sends ? [respectOptOut] : []),
		...deliveryFields({ sends, writes: writesSomething(operation), takesNumber }),
	]);
}
