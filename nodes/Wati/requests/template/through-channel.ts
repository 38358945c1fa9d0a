import type { IDataObject } from 'n8n-workflow';

import {
	choiceParameter,
	InputError,
	textParameter,
	type ParameterSource,
} from '../../../shared/parameters/input';
import type { Pair } from '../../../shared/parameters/key-values';
import type { Step } from '../../../shared/parameters/pre-send';
import type { Receiver } from './receiver';
import { setSingle } from './recipient-list';
import { toV3Recipient, toV3Recipients } from './v3-recipients';

/** POST /api/ext/v3/messageTemplates/send (docs.wati.io, "Template Message Payload Guide", November 2026). */
const PATH = '/api/ext/v3/messageTemplates/send';

const LABEL = 'Channel Number';

/** A channel as v3 takes it: its name, or the digits of its number. */
function toChannel(given: string): string {
	return /^\+?[\d\s().-]{7,}$/.test(given) ? given.replace(/\D/g, '') : given;
}

/** The channel in a field under Options; undefined where none is chosen. */
export function readChannel(context: ParameterSource, name: string): string | undefined {
	const given = choiceParameter(context, `options.${name}`, LABEL);
	return given === '' ? undefined : toChannel(given);
}

/** Only v3 sends templates through a channel, and Maton does not pass v3 on. */
export function canChooseChannel(context: ParameterSource): boolean {
	return textParameter(context, 'authentication') === 'watiApi';
}

/**
 * The request that sends a template to one person through a channel.
 *
 * @param shared template and broadcast
 */
export function toOneThroughChannel(shared: IDataObject, channel: string, receiver: Receiver) {
	const body = { ...shared, channel, recipients: [toV3Recipient(receiver, LABEL)] };
	setSingle(body);
	return { url: PATH, qs: {}, body };
}

function checkRoute(context: ParameterSource): void {
	if (canChooseChannel(context)) return;
	throw new InputError(
		`The field '${LABEL}' needs a WATI access token`,
		`Through Maton, WATI sends every template from the default number. Choose a WATI access token as the credential, or remove '${LABEL}' from the options.`,
	);
}

/**
 * Moves a template send to v3 where a channel is chosen: v1 and v2 ignore it, and send from the default number (measured
 * live).
 *
 * @throws InputError through Maton
 */
export const throughChannel: Step = async function (options) {
	const channel = readChannel(this, 'channelNumber');
	if (channel === undefined) return options;
	checkRoute(this);
	const { receivers, parameters, ...shared } = options.body as IDataObject & {
		receivers?: Receiver[];
		parameters: Pair[];
	};
	if (receivers) {
		const recipients = await toV3Recipients(this, options, receivers, LABEL);
		options.url = PATH;
		options.body = { ...shared, channel, recipients };
		return options;
	}
	const { whatsappNumber, ...qs } = options.qs as { whatsappNumber: string };
	const one = { whatsappNumber, customParams: parameters };
	return Object.assign(options, toOneThroughChannel(shared, channel, one), { qs });
};
