import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { getMemory, registrationIn, getStaticData } from '../shared/webhooks/memory/trigger-memory';
import { showPage } from '../shared/webhooks/browser-page';
import { addressWithSecret } from './registration';
import { SECRET_PARAMETER } from './verify';
import { isSame } from '../shared/webhooks/receiving/incoming-request';
import { readFixedSecret } from './secret-settings';

const TEXTS = {
	right: [
		'The address is right, and so is its secret.',
		'WATI can use this address exactly as it stands in the address bar. Add it in WATI under Connector, Webhooks.',
	],
	missing: [
		'The address is right, but its secret is missing.',
		`Calls from WATI are taken only with the secret at the end of the address (?${SECRET_PARAMETER}=...). To see the whole address, open the WATI Trigger in the n8n editor, click "Execute step", and open the Test URL in a browser. The output of the node shows it.`,
	],
	wrong: [
		'The address is right, but its secret is not.',
		'The secret at the end of the address is not the one of this trigger. Compare it with the address that the node shows in the n8n editor.',
	],
	test: [
		'The test address is right.',
		'Go back to the n8n editor: the output of the WATI Trigger shows the addresses to use in WATI.',
	],
} as const;

function show(context: IWebhookFunctions, text: keyof typeof TEXTS): void {
	const [headline, advice] = TEXTS[text];
	showPage(context.getResponseObject(), 'WATI Trigger', headline, advice);
}

/** The secret that calls to the published workflow need; null while there is none. */
function publishedSecret(context: IWebhookFunctions): string | null {
	const fixed = readFixedSecret(context);
	if (fixed !== '') return fixed;
	const memory = getMemory(String(context.getWorkflow().id), context.getNode().id, Date.now());
	if (context.getMode() !== 'manual') {
		memory.merge(getStaticData(context), Date.now());
	}
	return memory.current?.secret ?? null;
}

/** The secret of the test run that is listening. */
function testSecret(context: IWebhookFunctions): string | null {
	const { registration } = context.getWorkflowStaticData('node');
	return readFixedSecret(context) || (registrationIn(registration)?.secret ?? null);
}

function withSecret(url: string | undefined, secret: string | null): string | null {
	return url === undefined || secret === null ? null : addressWithSecret(url, secret);
}

/** The addresses to paste, for the editor alone: the browser that called sees none of it. */
function addresses(context: IWebhookFunctions): IWebhookResponseData {
	const published = withSecret(context.getNodeWebhookUrl('default'), publishedSecret(context));
	const test = withSecret(context.getWebhookResourceUrl('default'), testSecret(context));
	const setup = {
		address: published,
		testAddress: test,
		steps: {
			1: 'Publish the workflow.',
			2: 'In WATI open Connector, Webhooks, and click Add Webhook.',
			3: "Paste 'address' as the URL, set the status to Enabled, and choose the number and the events.",
			4: 'Save, and click Trigger Sample Callback to see it arrive.',
			5: "Use 'testAddress' in the same way only while you listen for a test event here.",
		},
	};
	return { noWebhookResponse: true, workflowData: [[{ json: { event: 'setup', setup } }]] };
}

function verdict(context: IWebhookFunctions): 'missing' | 'right' | 'wrong' {
	const given = (context.getQueryData() as Record<string, unknown>)[SECRET_PARAMETER];
	const secret = publishedSecret(context);
	if (typeof given !== 'string' || given === '') return 'missing';
	return secret !== null && isSame(given, secret) ? 'right' : 'wrong';
}

/**
 * Answers a person in a browser. In production a page tells whether the address is right, and starts nothing.
 * In a test run the addresses with their secrets appear in the editor, where only its user sees them.
 */
export function answerBrowser(context: IWebhookFunctions): IWebhookResponseData {
	if (context.getMode() === 'manual') {
		show(context, 'test');
		return addresses(context);
	}
	show(context, verdict(context));
	return { noWebhookResponse: true };
}
