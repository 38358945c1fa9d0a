import type { IExecuteSingleFunctions } from 'n8n-workflow';

import { parametersInBody, templateInBody } from './template-parameters';

/** POST /api/v2/sendTemplateMessage (spec A, "Send Template Message"). */
const PATH = '/api/v2/sendTemplateMessage';

/**
 * The request that sends the template chosen under `24-Hour Window` in place of a message.
 *
 * @throws InputError when the template or a variable cannot be sent
 */
export async function templateInstead(context: IExecuteSingleFunctions, whatsappNumber: string) {
	const empty = { url: PATH };
	const { body } = await parametersInBody.call(context, await templateInBody.call(context, empty));
	return { instead: true as const, url: PATH, qs: { whatsappNumber }, body };
}
