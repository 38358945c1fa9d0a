import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../fields/operation';
import { answerFields } from './answer-fields';
import { timeLimit } from '../wait-fields';

/** The operations that a question goes out by. */
export interface QuestionOperations {
	buttons: Operation;
	list: Operation;
	template: Operation;
	text: Operation;
}

function fieldsFor(
	messageType: string,
	{ fields }: Operation,
	shared: INodeProperties[],
): INodeProperties[] {
	const shown = new Set(['options', ...shared.map(({ name }) => name)]);
	const own = fields.filter(({ name }) => !shown.has(name));
	return updateDisplayOptions({ show: { messageType: [messageType] } }, own);
}

/**
 * The fields of a question: whom to ask, in which kind of message, what counts as an answer, and how long to wait.
 *
 * @param recipient fields that all kinds of messages begin with
 */
export function questionFields(
	recipient: INodeProperties[],
	{ buttons, list, template, text }: QuestionOperations,
): INodeProperties[] {
	return [
		...recipient,
		{
			displayName: 'Message Type',
			name: 'messageType',
			type: 'options',
			default: 'text',
			description: 'How the question is sent. Only a template reaches people at any time.',
			options: [
				{ name: 'Buttons', value: 'buttons' },
				{ name: 'List', value: 'list' },
				{ name: 'Template', value: 'template' },
				{ name: 'Text', value: 'text' },
			],
		},
		...fieldsFor('text', text, recipient),
		...fieldsFor('buttons', buttons, recipient),
		...fieldsFor('list', list, recipient),
		...fieldsFor('template', template, recipient),
		...answerFields,
		...timeLimit(24, 'hours'),
	];
}

/** The options of the operations that a question goes out by, each shown for the kinds of messages that have it. */
export function questionOptions(operations: Record<string, Operation>): INodeProperties[] {
	const kinds = new Map<string, { option: INodeProperties; types: string[] }>();
	for (const [type, { fields }] of Object.entries(operations)) {
		const own = fields.find(({ name }) => name === 'options')?.options ?? [];
		for (const option of own as INodeProperties[]) {
			const key = JSON.stringify(option);
			kinds.set(key, { option, types: [...(kinds.get(key)?.types ?? []), type] });
		}
	}
	return [...kinds.values()].flatMap(({ option, types }) =>
		updateDisplayOptions({ show: { '/messageType': types } }, [option]),
	);
}

/** Who else may answer. */
export const alsoFrom: INodeProperties = {
	displayName: 'Also Accept From',
	name: 'alsoFrom',
	type: 'string',
	default: '',
	placeholder: 'e.g. 14155550101, 14155550102',
	description: 'Further numbers that may answer, separated by commas',
};

/** Which of several answers counts. */
export const furtherMessages: INodeProperties = {
	displayName: 'Further Messages',
	name: 'furtherMessages',
	type: 'options',
	default: 'first',
	description: 'Which answer counts if a customer writes several accepted ones',
	options: [
		{ name: 'First Counts', value: 'first', description: 'Later ones are ignored' },
		{
			name: 'Last Counts',
			value: 'last',
			description: 'Waits for the whole time limit and uses the last one. All are listed.',
		},
	],
};
