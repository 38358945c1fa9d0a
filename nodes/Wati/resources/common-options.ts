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
		'Whether to check the chat for the message if WATI gave no clear answer. Takes up to three calls and sends nothing again.',
};

const verifyMany: INodeProperties = {
	...verify,
	description:
		'Whether to check the chats of the first ten recipients if WATI gave no clear answer. Takes up to 20 calls and sends nothing again. The outcome of the other recipients stays unknown.',
};

const plan: INodeProperties = {
	displayName: 'WATI Plan',
	name: 'plan',
	type: 'options',
	default: 'growth',
	description: 'Sets how many template sends can start within ten seconds',
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
