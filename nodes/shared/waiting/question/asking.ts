import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../fields/operation';
import type { NodeService } from '../../http/pipeline';
import { prepareOperation, type ReadyOperation } from '../../items/each-item';
import {
	InputError,
	listParameter,
	readEntries,
	readText,
	showValue,
	textParameter,
	type ParameterSource,
} from '../../parameters/input';
import { readCountryFor, toPhoneNumber } from '../../parameters/number-field';
import { isGroupId, isPersonId, withoutChannel } from '../../parameters/phone-number/person';
import { prepare, type Step } from '../../parameters/pre-send';
import { readTimeLimit } from '../schedule';
import { readAnswerRule } from './answer-rule';
import type { AnswerTerms, AskedQuestion } from './question';

/** Texts of the buttons or rows that the question offers. An approval names those of its template as well. */
function getOfferedTexts(context: ParameterSource, type: string): string[] {
	const rows =
		type === 'list'
			? listParameter(context, 'sections.section').flatMap(
					({ rows: inner }) => ((inner as IDataObject)?.row as IDataObject[] | undefined) ?? [],
				)
			: [];
	const hasButtons = ['buttons', 'template'].includes(type);
	const buttons = hasButtons ? listParameter(context, 'buttons.button') : [];
	return [
		...buttons.map(({ text }) => readText(text, 'Buttons')),
		...rows.map(({ title }) => readText(title, 'Sections')),
	].filter((text) => text !== '');
}

/** In which kind of message the question is asked, what it offers, and its text where buttons or rows stand below it. */
export function readForm(context: ParameterSource): NonNullable<AskedQuestion['form']> {
	const messageType = textParameter(context, 'messageType');
	const offered = getOfferedTexts(context, messageType);
	const hasBody = ['buttons', 'list'].includes(messageType);
	return { messageType, offered, words: hasBody ? textParameter(context, 'bodyText').trim() : '' };
}

function readMostTries(context: ParameterSource): number {
	const value = context.getNodeParameter('mostTries', 3);
	const tries = value === '' ? NaN : Number(value ?? NaN);
	if (Number.isInteger(tries) && tries >= 0) return tries;
	throw new InputError(
		`The field 'Most Tries' contains no whole number: ${showValue(value)}`,
		'Enter how many wrong answers end the question, or 0 for no limit.',
	);
}

/**
 * Reads how answers to the question are judged.
 *
 * @throws InputError when the accepted answers or tries cannot be read
 */
export function readTerms(context: ParameterSource): AnswerTerms {
	return {
		rule: readAnswerRule(context, getOfferedTexts(context, textParameter(context, 'messageType'))),
		mostTries: readMostTries(context),
		lastCounts: context.getNodeParameter('options.furtherMessages', 'first') === 'last',
	};
}

/**
 * Reads who may answer besides the person who is asked: numbers as those of recipients are read, and IDs.
 *
 * @throws InputError when an entry is neither
 */
export function readOthers(context: ParameterSource): string[] {
	const name = 'options.alsoFrom';
	const label = 'Also Accept From';
	return readEntries(context.getNodeParameter(name, ''), label).map((entry) => {
		// As in the recipient's field, a channel may stand before the person.
		const person = withoutChannel(entry);
		if (isPersonId(person) || isGroupId(person)) return person;
		return toPhoneNumber(person, label, readCountryFor(context, name, person));
	});
}

/** The text that is sent after a wrong answer; empty for none. */
export function readAgainText(context: ParameterSource): string {
	return textParameter(context, 'askAgainText', 'Ask Again With').trim();
}

/**
 * Reads how long an answer is waited for, in milliseconds.
 *
 * @throws InputError when that, or anything that is needed once the question left, cannot be read
 */
export function readLimit(context: ParameterSource): number {
	readTerms(context);
	readOthers(context);
	readAgainText(context);
	return readTimeLimit(context);
}

/** Refuses a question that could not be waited for, before it leaves. */
const checkTerms: Step = function (options) {
	readLimit(this);
	return options;
};

/** The operations that ask, ready for many items. */
export interface Asking {
	byType: Map<string, ReadyOperation>;
	text: ReadyOperation;
	/** The text without a check of the accepted answers. */
	again: ReadyOperation;
}

/** An operation that refuses a question whose accepted answers cannot be read, before it leaves. */
function prepareQuestion(service: NodeService, operation: Operation): ReadyOperation {
	const ready = prepareOperation(service, operation);
	const { send } = ready.routing;
	const preSend = [prepare(checkTerms), ...(send?.preSend ?? [])];
	return { ...ready, routing: { ...ready.routing, send: { ...send, preSend } } };
}

/** Prepares the operations that ask, each with a check of the accepted answers before it leaves. */
export function prepareAsking(
	service: NodeService,
	operations: Record<string, Operation> & { text: Operation },
): Asking {
	const entries = Object.entries(operations).map(([type, operation]): [string, ReadyOperation] => [
		type,
		prepareQuestion(service, operation),
	]);
	return {
		byType: new Map(entries),
		text: prepareQuestion(service, operations.text),
		again: prepareOperation(service, operations.text),
	};
}
