import type { IExecuteSingleFunctions } from 'n8n-workflow';

import { fillParameters, fillTemplate } from './template-parameters';

/** POST /api/v2/sendTemplateMessage (spec A, "Send Template Message"). */
const PATH = '/api/v2/sendTemplateMessage';

/** Where its fields stand. */
const PLACE = 'options.window.check.';

/**
 * The request that sends the template chosen under `24-Hour Window` in place of a message.
 *
 * @throws InputError when the template or a variable cannot be sent
 */
export async function templateInstead(context: IExecuteSingleFunctions, whatsappNumber: string) {
	const empty = { url: PATH };
	const { body } = await fillParameters(PLACE).call(
		context,
		await fillTemplate(PLACE).call(context, empty),
	);
	return { instead: true as const, url: PATH, qs: { whatsappNumber }, body };
}
