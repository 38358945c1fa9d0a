import { createHmac } from 'crypto';
import type { IHookFunctions, WebhookSetupMethodNames } from 'n8n-workflow';

import { watiBaseUrl, watiV3BaseUrl } from '../services/wati/addresses';
import { callForJson } from '../shared/http/transfer/bounded-call';
import { watiWaitingNode } from '../services/wati/waiting-node';
import { blankKey, getBareKey } from '../shared/http/answers/blank-key';
import { addListener, removeListener } from '../shared/waiting/in-process/listeners';
import { toScope, type Scope } from '../shared/waiting/in-process/scope';
import { warnOfAddress } from '../shared/webhooks/public-address';
import { watchLeftTurnsOnPublish } from '../shared/webhooks/receiving/turn-taking';
import { checkedFields, stop } from '../shared/webhooks/field-checks';
import { beginTest, registrationIn, getStaticData } from '../shared/webhooks/memory/trigger-memory';
import {
	getTriggerMemory,
	isTestRun,
	keepRegistration,
	keepRemoved,
	readRegistration,
} from '../shared/webhooks/registration/kept-registration';
import {
	cleansUp,
	explainRefusal,
	RegistrationRefused,
} from '../shared/webhooks/registration/refused-registration';
import { addressWithSecret, isRegistered, register, unregister, type Wanted } from './registration';
import { type Settings } from '../shared/webhooks/settings';
import { share, unshare } from '../shared/webhooks/memory/shared-status';
import { newSecret } from './verify';
import { WatiWebhooks } from './wati-webhooks';
import { hasSecretPath } from '../shared/webhooks/secret-path';
import { readSecretSettings, type SecretSettings } from './secret-settings';

type AllSettings = Settings & SecretSettings;

type SetupMethods = Record<WebhookSetupMethodNames, (this: IHookFunctions) => Promise<boolean>>;

const TIMEOUT_MS = 20_000;

/** Shorter ones can be guessed. */
const LEAST_SECRET_LENGTH = 16;

/**
 * Asked here and not by a validation of the field: n8n would run that on every execution, which costs more than all
 * that the trigger does.
 */
const CHANGED_IN_ADDRESSES = /[^A-Za-z0-9._~-]/;

interface WatiCredential {
	apiUrl: string;
	accessToken: string;
}

interface MatonCredential {
	apiKey: string;
	connectionId?: string;
}

/** Events by which the trigger knows that a person answers a chat, whether they start anything or not. */
const TELLING_WHO_ANSWERS = ['sessionMessageSent', 'chatAssigned'];

/** Tells a person at publishing what would otherwise show only as silence. */
function checkedSettings(context: IHookFunctions): AllSettings {
	const settings = { ...checkedFields(context), ...readSecretSettings(context) };
	const { fixedSecret } = settings;
	if (settings.isByHand && fixedSecret === '' && !hasSecretPath(context.getNode())) {
		throw stop(
			context,
			"Others can guess this trigger's address: its path contains no random ID",
			'Add the option Webhook Secret, and end the address in WATI with ?token= and that secret. A trigger that you add in the editor has a random ID.',
		);
	}
	if (fixedSecret !== '' && fixedSecret.length < LEAST_SECRET_LENGTH) {
		throw stop(
			context,
			`The 'Webhook Secret' has fewer than ${LEAST_SECRET_LENGTH} characters`,
			'Enter a longer one.',
		);
	}
	if (CHANGED_IN_ADDRESSES.test(fixedSecret)) {
		throw stop(
			context,
			"The 'Webhook Secret' has characters that a URL would change",
			'Use letters, digits, dots, hyphens and underscores only.',
		);
	}
	return settings;
}

async function getWebhooks(context: IHookFunctions): Promise<WatiWebhooks> {
	const { apiUrl, accessToken } = await context.getCredentials<WatiCredential>('watiApi');
	const bases = { v2: watiBaseUrl(apiUrl), v3: watiV3BaseUrl(apiUrl) };
	return new WatiWebhooks(async ({ api, method, path, body }) => {
		const answer = await callForJson({
			context,
			credentialType: 'watiApi',
			options: {
				method,
				url: `${bases[api]}${path}`,
				body,
				headers: { Accept: 'application/json' },
				json: true,
				// The address with its secret is for WATI alone, wherever an answer points to.
				disableFollowRedirect: true,
				timeout: TIMEOUT_MS,
			},
		});
		const { statusCode, body: told } = blankKey(answer, accessToken);
		return { status: statusCode, body: told };
	});
}

/**
 * The secret of a test run. n8n keeps nothing between test runs, and a new address each time would fill up
 * the webhooks of an account that may not remove them. So it is derived, from what only its owner has.
 */
async function testSecret(context: IHookFunctions): Promise<string> {
	const { accessToken } = await context.getCredentials<WatiCredential>('watiApi');
	return createHmac('sha256', accessToken)
		.update(`test:${context.getWorkflow().id}:${context.getNode().id}`)
		.digest('hex');
}

function getWanted(context: IHookFunctions, settings: AllSettings, secret: string): Wanted {
	return {
		url: addressWithSecret(String(context.getNodeWebhookUrl('default')), secret),
		channelNumber: String(context.getNodeParameter('channelNumber', '')),
		events: [...settings.choice.events, ...(settings.pauseMs === null ? [] : TELLING_WHO_ANSWERS)],
	};
}

/** The account that the trigger's credential belongs to; an empty scope where there is none. */
async function readScope(context: IHookFunctions): Promise<Scope> {
	try {
		if (context.getNodeParameter('authentication') === 'watiApi') {
			const { apiUrl } = await context.getCredentials<WatiCredential>('watiApi');
			return toScope('direct', watiBaseUrl(apiUrl));
		}
		const { apiKey, connectionId = '' } = await context.getCredentials<MatonCredential>('matonApi');
		return toScope('maton', getBareKey(apiKey), connectionId.trim());
	} catch {
		return {};
	}
}

/** Lets the WATI node of the workflow tell that this trigger is published, before any call arrived. */
function announce(context: IHookFunctions): void {
	const memory = getTriggerMemory(context);
	memory.merge(getStaticData(context), Date.now());
	const { id, name } = context.getNode();
	const address = context.getNodeWebhookUrl('default');
	share(context.getWorkflowStaticData('global'), { id, name, address }, memory.status);
	watchLeftTurnsOnPublish(context);
}

const UNREACHABLE = new RegistrationRefused(
	'WATI could not be reached to register the webhook',
	"Check the endpoint URL in the credential and the n8n server's network connection, then publish again.",
);

/** Only once events come: n8n says nothing more of a trigger that it could not publish. */
async function listen(context: IHookFunctions): Promise<void> {
	addListener(context, watiWaitingNode, await readScope(context));
}

/** Publishing, unpublishing and test runs of the address that WATI calls. */
export const events: SetupMethods = {
	async checkExists(this: IHookFunctions): Promise<boolean> {
		const settings = checkedSettings(this);
		const isTest = isTestRun(this);
		if (isTest) beginTest(String(this.getWorkflow().id), this.getNode().id);
		else announce(this);
		warnOfAddress(this);
		if (settings.isByHand) {
			await listen(this);
			return true;
		}
		const known = readRegistration(this);
		const secret = settings.fixedSecret || known?.secret;
		if (!secret) return false;
		const webhooks = await getWebhooks(this);
		const wanted = getWanted(this, settings, secret);
		const exists = await explainRefusal(
			this,
			UNREACHABLE,
			async () => await isRegistered(webhooks, wanted, known),
		);
		if (exists) await listen(this);
		return exists;
	},

	async create(this: IHookFunctions): Promise<boolean> {
		const settings = checkedSettings(this);
		const isTest = isTestRun(this);
		const known = readRegistration(this);
		const made = known?.secret ?? (isTest ? await testSecret(this) : newSecret());
		const wanted = getWanted(this, settings, settings.fixedSecret || made);
		const webhooks = await getWebhooks(this);
		const warn = (message: string) => this.logger.warn(message);
		const registration = await explainRefusal(
			this,
			UNREACHABLE,
			async () => await register(webhooks, wanted, known, warn, Date.now()),
		);
		keepRegistration(this, { ...registration, secret: made });
		await listen(this);
		return true;
	},

	async delete(this: IHookFunctions): Promise<boolean> {
		unshare(this.getWorkflowStaticData('global'), this.getNode());
		removeListener(this);
		const state = this.getWorkflowStaticData('node');
		const known = registrationIn(state.registration);
		const { isByHand } = readSecretSettings(this);
		if (isByHand || known?.url == null || cleansUp(this)) return true;
		const warn = (message: string) => this.logger.warn(message);
		if (!(await unregister(await getWebhooks(this), known, warn))) return false;
		keepRemoved(this, known);
		return true;
	},
};

/** The page for people in a browser needs no registration. */
export const page: SetupMethods = {
	async checkExists(this: IHookFunctions): Promise<boolean> {
		return true;
	},

	async create(this: IHookFunctions): Promise<boolean> {
		return true;
	},

	async delete(this: IHookFunctions): Promise<boolean> {
		return true;
	},
};
