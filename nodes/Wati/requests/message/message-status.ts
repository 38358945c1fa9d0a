import {
	InputError,
	countCharacters,
	pathStep,
	textParameter,
} from '../../../shared/parameters/input';
import type { Step } from '../../../shared/parameters/pre-send';

/** WATI's words: "Local message ID length must be between 10 and 64 characters". */
const SHORTEST_ID = 10;
const LONGEST_ID = 64;

/** Fills `{channelNumber}` and `{localMessageId}` in the path. */
export const messageInPath: Step = function (options) {
	const channel = textParameter(this, 'channelNumber').replace(/\D/g, '');
	if (channel === '') throw new InputError("The field 'Channel Number' is empty");
	const id = textParameter(this, 'localMessageId').trim();
	const length = countCharacters(id);
	if (length < SHORTEST_ID || length > LONGEST_ID) {
		throw new InputError(
			`The field 'Local Message ID' has ${length} characters, but WATI finds messages only by IDs of ${SHORTEST_ID} to ${LONGEST_ID}`,
			'Use the localMessageId that the send returned.',
		);
	}
	options.url = options.url
		.replace('{channelNumber}', channel)
		.replace('{localMessageId}', pathStep('Local Message ID', id));
	return options;
};
