import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import { InputError } from '../../../shared/parameters/input';
import type { Pair } from '../../../shared/parameters/key-values';
import { fillParameters, fillTemplate } from './template-parameters';
import { canChooseChannel, readChannel, toOneThroughChannel } from './through-channel';

/** POST /api/v2/sendTemplateMessage (spec A, "Send Template Message"). */
const PATH = '/api/v2/sendTemplateMessage';

/** Where its fields stand. */
const PLACE = 'options.window.check.';

/**
 * The request that sends the template chosen under `24-Hour Window` in place of a message, through its channel.
 *
 * @param recipient of the message
 * @throws InputError when the template or a variable cannot be sent, or not through the channel
 */
export async function templateInstead(context: IExecuteSingleFunctions, recipient: string) {
	const empty = { url: PATH };
	const { body } = await fillParameters(PLACE).call(
		context,
		await fillTemplate(PLACE).call(context, empty),
	);
	const { parameters, ...shared } = body as IDataObject & { parameters: Pair[] };
	const [whatsappNumber, inRecipient] = splitChannel(recipient);
	const chosen = readChannel(context, 'channelPhoneNumber') ?? readChannel(context, 'channel');
	const channel = inRecipient ?? chosen;
	const instead = { instead: true as const };
	if (channel === undefined) return { ...instead, url: PATH, qs: { whatsappNumber }, body };
	if (!canChooseChannel(context)) {
		throw new InputError(
			`The template sent instead cannot leave from the channel ${channel} through Maton`,
			'Nothing was sent. Choose a WATI access token as the credential, or send from the default number.',
		);
	}
	const receiver = { whatsappNumber, customParams: parameters };
	return { ...instead, ...toOneThroughChannel(shared, channel, receiver) };
}

/** The number of `Channel:Number`, and its channel. */
function splitChannel(recipient: string): [number: string, channel?: string] {
	const colon = recipient.lastIndexOf(':');
	return colon < 0 ? [recipient] : [recipient.slice(colon + 1), recipient.slice(0, colon)];
}
