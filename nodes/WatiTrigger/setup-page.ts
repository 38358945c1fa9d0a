import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { getMemory, getStaticData } from '../shared/webhooks/memory/trigger-memory';
import { showPage } from '../shared/webhooks/browser-page';
import { isSame } from '../shared/webhooks/receiving/incoming-request';
import { ADDRESS_ADVICE, findAddressProblem } from '../shared/webhooks/public-address';
import { hasSecretPath } from '../shared/webhooks/secret-path';
import { chooseSecret, readSecretSettings } from './secret-settings';
import { SECRET_PARAMETER } from './verify';

const TEXTS = {
	enough: [
		'The address is right, and its random ID keeps it secret.',
		'WATI can use this address exactly as the address bar shows it. Add it in WATI under Connector, Webhooks.',
	],
	right: [
		'The address is right, and so is its secret.',
		'WATI can use this address exactly as the address bar shows it. Add it in WATI under Connector, Webhooks.',
	],
	missing: [
		'The address is right, but its secret is missing.',
		`Calls from WATI are accepted only with the secret of the trigger at the end of the address (?${SECRET_PARAMETER}=...). A trigger that registers itself has added it in WATI already.`,
	],
	wrong: [
		'The address is right, but its secret is wrong.',
		"The secret at the end of the address is not this trigger's. Compare it with the option Webhook Secret in the n8n editor.",
	],
	test: [
		'The test address is right.',
		'It accepts events only while the WATI Trigger listens for a test event in the n8n editor. Use the Production URL for a published workflow.',
	],
} as const;

/** The secret that calls to the published workflow need; null while there is none. */
function getPublishedSecret(context: IWebhookFunctions): string | null {
	const memory = getMemory(String(context.getWorkflow().id), context.getNode().id, Date.now());
	memory.merge(getStaticData(context), Date.now());
	return chooseSecret(readSecretSettings(context), memory.current?.secret);
}

function judgeAddress(context: IWebhookFunctions): keyof typeof TEXTS {
	if (context.getMode() === 'manual') return 'test';
	const secret = getPublishedSecret(context);
	const { isByHand } = readSecretSettings(context);
	if (secret === null && isByHand && hasSecretPath(context.getNode())) return 'enough';
	const given = (context.getQueryData() as Record<string, unknown>)[SECRET_PARAMETER];
	if (typeof given !== 'string' || given === '') return 'missing';
	return secret !== null && isSame(given, secret) ? 'right' : 'wrong';
}

/** Tells a person in a browser whether the address is right, and starts nothing. */
export function answerBrowser(context: IWebhookFunctions): IWebhookResponseData {
	const [headline, advice] = TEXTS[judgeAddress(context)];
	const problem = findAddressProblem(context.getNodeWebhookUrl('default') ?? '');
	const text = problem === undefined ? advice : `WATI cannot reach it: ${problem}. ${ADDRESS_ADVICE}`;
	showPage(context.getResponseObject(), 'WATI Trigger', headline, text);
	return { noWebhookResponse: true };
}
