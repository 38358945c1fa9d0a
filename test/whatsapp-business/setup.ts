import type { INodeParameters } from 'n8n-workflow';

import type { SandboxOptions } from '../../sandbox';
import { leadToSimulator } from '../../sandbox/meta-hosts.cjs';
import type { MetaComponent, MetaTemplate } from '../../sandbox/state/business/shapes';
import type { CredentialData, ListSearchOptions, RunOptions, RunResult } from '../harness';
import { operation, useBench, type Bench } from '../wati/setup';

export const NODE = 'matonWhatsAppBusiness';

/** A customer whose 24-hour window with the first number is open. */
export const ADA = '14155550101';
export const BEN = '14155550102';

const known = {
	phoneNumberId: '100200300400601',
	businessAccountId: '100200300400501',
};

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

export const picked = (value: string) => ({ __rl: true, mode: 'list', value });

const own = {
	phoneNumberId: byId(known.phoneNumberId),
	businessAccountId: byId(known.businessAccountId),
};

/** Parameters of an operation on the first number of the first account. */
export const op = (resource: string, name: string, parameters: INodeParameters = {}) =>
	operation(resource, name, {
		...own,
		...parameters,
		options: {
			businessAccountId: own.businessAccountId,
			...(parameters.options as INodeParameters | undefined),
		},
	});

/** Parameters of an operation that sends a message to Ada. */
export const send = (name: string, parameters: INodeParameters = {}) =>
	op('message', name, { whatsappNumber: ADA, ...parameters });

export const text = (messageText = 'Hello', parameters: INodeParameters = {}) =>
	send('sendText', { messageText, ...parameters });

/** How an endpoint is named in records and faults. */
export const MESSAGES = 'POST /{version}/{phoneNumberId}/messages';
export const UPLOADS = 'POST /{version}/{phoneNumberId}/media';

/** A Graph error body. */
export const graphError = (code: number, message: string, details?: string) => ({
	error: {
		message: `(#${code}) ${message}`,
		type: 'OAuthException',
		code,
		...(details ? { error_data: { messaging_product: 'whatsapp', details } } : {}),
		fbtrace_id: 'A1',
	},
});

/** The ID of the template that a test makes. */
export const TEMPLATE_ID = '900000000000001';

type Run = Pick<RunOptions, 'parameters'> & Partial<RunOptions>;

/** The bench of the WATI tests with this node in it, and the key's WhatsApp Business connection. */
export class MetaBench {
	constructor(readonly bench: Bench) {}

	get sandbox() {
		return this.bench.sandbox;
	}

	credentials(more: Record<string, string> = {}) {
		const { connectionId } = this.sandbox.business;
		return this.bench.maton({ connectionId, ...more });
	}

	/** n8n's own credential for the account. */
	direct(more: Record<string, string> = {}): CredentialData {
		const { token, accountId } = this.sandbox.business;
		return { whatsAppApi: { accessToken: token, businessAccountId: accountId, ...more } };
	}

	/** The credential that the parameters choose. */
	private chosen({ authentication }: INodeParameters): CredentialData {
		return authentication === 'whatsAppApi' ? this.direct() : this.credentials();
	}

	/** Runs the node through Maton, or directly with `authentication: 'whatsAppApi'`. */
	async run({ parameters, ...more }: Run): Promise<RunResult> {
		return await this.bench.run({
			node: NODE,
			parameters,
			credentials: this.chosen(parameters),
			...more,
		});
	}

	/** The options of a loader that asks for this account's lists. */
	asks(parameters: INodeParameters): ListSearchOptions {
		return { node: NODE, parameters, credentials: this.chosen(parameters) };
	}

	/** Gives the account the approved template `tested|en_US`. */
	approve(components: MetaComponent[], category: MetaTemplate['category'] = 'MARKETING'): void {
		this.sandbox.businessAccount().templates.push({
			id: TEMPLATE_ID,
			name: 'tested',
			language: 'en_US',
			status: 'APPROVED',
			category,
			parameter_format: 'POSITIONAL',
			components,
		});
	}

	/** The bodies of all messages that were sent so far, in order. */
	get bodies(): unknown[] {
		return this.bench.requests
			.filter(({ endpoint }) => endpoint === MESSAGES)
			.map(({ body }) => body);
	}

	/** Messages of the business that the account holds. */
	get sent() {
		return this.sandbox.businessAccount().messages.filter(({ from }) => from === 'business');
	}
}

/** Parameters of an operation with n8n's own credential in place of the Maton key. */
export const directly = (parameters: INodeParameters): INodeParameters => ({
	...parameters,
	authentication: 'whatsAppApi',
});

const META_HOSTS = ['graph.facebook.com', 'lookaside.fbsbx.com'];

/** Fails when any run of the file wanted to reach another host than Meta's own over TLS. */
export function useMeta(options: SandboxOptions = {}): MetaBench {
	const meta = new MetaBench(useBench(options));
	let led: ReturnType<typeof leadToSimulator>;
	beforeAll(() => (led = leadToSimulator(Number(new URL(meta.sandbox.url).port))));
	afterAll(() => {
		led.end();
		expect(led.hosts.filter((host) => !META_HOSTS.includes(host))).toEqual([]);
	});
	return meta;
}
