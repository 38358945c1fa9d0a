import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import { InputError, listParameter } from '../../../shared/parameters/input';
import { pairsFrom, type Pair } from '../../../shared/parameters/key-values';
import { readTemplateValues } from '../../../shared/templates/template-values';
import { fillTemplate } from './template-parameters';
import { canChooseChannel, readChannel, toOneThroughChannel } from './through-channel';

/** POST /api/v2/sendTemplateMessage (spec A, "Send Template Message"). */
const PATH = '/api/v2/sendTemplateMessage';

/** Where its fields are. */
const PLACE = 'options.window.check.';

const TEMPLATE_PARAMETERS = 'Template Parameters';

/**
 * The request that sends the template chosen under `24-Hour Window` in place of a message, through its channel.
 *
 * @param recipient of the message
 * @throws InputError when the template or a variable cannot be sent, or not through the channel
 */
export async function templateInstead(context: IExecuteSingleFunctions, recipient: string) {
	const { body: shared } = await fillTemplate(PLACE).call(context, { url: PATH });
	const parameters = readRows(context);
	const body = { ...(shared as IDataObject), parameters };
	const [whatsappNumber, inRecipient] = splitChannel(recipient);
	const chosen = readChannel(context, 'channelPhoneNumber') ?? readChannel(context, 'channel');
	const channel = inRecipient ?? chosen;
	const instead = { instead: true as const };
	if (channel === undefined) return { ...instead, url: PATH, qs: { whatsappNumber }, body };
	if (!canChooseChannel(context)) {
		throw new InputError(
			`The template sent instead cannot go out from the channel ${channel} through Maton`,
			'Nothing was sent. Choose a WATI access token as the credential, or send from the default number.',
		);
	}
	const receiver = { whatsappNumber, customParams: parameters };
	return { ...instead, ...toOneThroughChannel(shared as IDataObject, channel, receiver) };
}

/** The values of the template's variables. */
function readRows(context: IExecuteSingleFunctions): Pair[] {
	const given = pairsFrom(
		listParameter(context, `${PLACE}templateParameters.pair`),
		TEMPLATE_PARAMETERS,
	);
	if (given.some(({ name }) => name.trim() === '')) {
		throw new InputError(`An entry of '${TEMPLATE_PARAMETERS}' has no name`);
	}
	return readTemplateValues(context, given, TEMPLATE_PARAMETERS, PLACE);
}

/** The number of `Channel:Number`, and its channel. */
function splitChannel(recipient: string): [number: string, channel?: string] {
	const colon = recipient.lastIndexOf(':');
	return colon < 0 ? [recipient] : [recipient.slice(colon + 1), recipient.slice(0, colon)];
}
