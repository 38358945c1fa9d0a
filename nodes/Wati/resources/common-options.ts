import type { INodeProperties } from 'n8n-workflow';

import {
	deliveryFields,
	includeResponse,
	matonConnection,
} from '../../shared/fields/delivery-fields';
import { addOptions, writesSomething, type Operation } from '../../shared/fields/operation';
import { optOutAttribute, respectOptOut } from './opt-out-options';
import { accepted, acceptedFile } from '../responses/readers';
import { writtenContact } from '../responses/contacts';

/** Operations that send one message to one contact. */
const SINGLE_SENDS = [
	'send',
	'sendAndWait',
	'sendAndWaitForReply',
	'sendButtons',
	'sendFile',
	'sendList',
	'sendText',
];

/** Operations that send templates to many. */
const MASS_SENDS = ['schedule', 'sendToMany', 'sendViaCsv'];

const verify: INodeProperties = {
	displayName: 'Verify Before Failing',
	name: 'verify',
	type: 'boolean',
	default: true,
	description:
		'Whether to look in the chat for the message when no clear answer came back. Costs up to three calls; nothing is sent again.',
};

const verifyMany: INodeProperties = {
	...verify,
	description:
		'Whether to look in the chats of the first ten recipients when a call got no clear answer. Costs up to 20 calls; the other recipients stay unknown, and nothing is sent again.',
};

const plan: INodeProperties = {
	displayName: 'WATI Plan',
	name: 'plan',
	type: 'options',
	default: 'growth',
	description: 'Decides how many template sends may start within ten seconds',
	options: [
		{ name: 'Business', value: 'business', description: '100 in ten seconds' },
		{ name: 'Growth', value: 'growth', description: '30 in ten seconds, the safe choice' },
		{ name: 'Pro', value: 'pro', description: '60 in ten seconds' },
	],
};

const WITH_RESPONSE: unknown[] = [accepted, acceptedFile, writtenContact];

const readsResponse = ({ option }: Operation) =>
	option.routing?.output?.postReceive?.some((step) => WITH_RESPONSE.includes(step));

/** An operation with the options that depend on what it does: how its requests leave, whatever they are. */
export function addCommonOptions(operation: Operation): Operation {
	const value = String(operation.option.value);
	const isSingle = SINGLE_SENDS.includes(value);
	const sends = isSingle || MASS_SENDS.includes(value);
	return addOptions(operation, [
		matonConnection,
		...deliveryFields({
			sends,
			writes: writesSomething(operation),
			takesNumber: operation.fields.some(({ name }) => name === 'whatsappNumber'),
			templateNames: 'getTemplateNames',
		}),
		...(readsResponse(operation) ? [includeResponse] : []),
		...(isSingle ? [verify] : []),
		...(value === 'sendToMany' ? [verifyMany] : []),
		...(sends ? [plan] : []),
		...(sends ? [optOutAttribute, respectOptOut] : []),
	]);
}
