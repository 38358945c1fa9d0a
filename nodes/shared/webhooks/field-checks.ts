import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';

import { isRange } from '../parameters/ip-ranges';
import { namesNobody } from '../parameters/phone-number/person';
import { readSettings, type Settings } from './settings';
import { PatternRefused } from '../parameters/text-pattern/pattern-tree';

/** n8n's editor shows the message of a failed publish or test run, and neither description nor details. */
export function stop(context: IHookFunctions, message: string, next: string): NodeOperationError {
	return new NodeOperationError(context.getNode(), `${message}. ${next}`);
}

function getSettings(context: IHookFunctions): Settings {
	try {
		return readSettings(context);
	} catch (error) {
		if (error instanceof PatternRefused) {
			throw stop(
				context,
				`The field 'Text Matches' cannot be used: ${error.message}`,
				'Write a simpler one.',
			);
		}
		if (!(error instanceof SyntaxError)) {
			context.logger.warn(`The fields of ${context.getNode().name} could not be read`);
		}
		throw stop(
			context,
			"The field 'Text Matches' contains no regular expression",
			'Correct the pattern, e.g. ^order \\d+$ or /^order \\d+$/i.',
		);
	}
}

/**
 * The fields that every trigger has, as they are at publishing: a person is told what would otherwise show
 * only as silence.
 *
 * @throws NodeOperationError when a field holds what cannot be used
 */
export function checkedFields(context: IHookFunctions): Settings {
	const settings = getSettings(context);
	const { allowedAddresses, choice } = settings;
	if (choice.events.length === 0) {
		throw stop(context, "The field 'Events' is empty", 'Choose at least one event.');
	}
	const nobody = choice.numbers.find(namesNobody);
	if (nobody !== undefined) {
		throw stop(
			context,
			`The filter 'Contact Numbers' contains no full number: ${nobody}`,
			'Enter it with + and its country code, e.g. +14155551234.',
		);
	}
	if (allowedAddresses?.length === 0) {
		throw stop(
			context,
			"The option 'IP Allow-List' is empty, so nobody could call",
			'Enter addresses or ranges such as 192.0.2.10 or 192.0.2.0/24, or remove the option.',
		);
	}
	const unreadable = allowedAddresses?.find((range) => !isRange(range));
	if (unreadable !== undefined) {
		throw stop(
			context,
			`The option 'IP Allow-List' contains no address: ${unreadable}`,
			'Enter addresses or ranges such as 192.0.2.10 or 192.0.2.0/24.',
		);
	}
	return settings;
}
