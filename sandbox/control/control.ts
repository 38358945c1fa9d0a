import { META_APP } from '../meta/webhooks/app';
import { readFields, readJson, textIn } from './inputs';
import type { Answer, ReceivedRequest } from '../http/exchange';
import type { Sandbox } from '../interface';
import type { Fault } from '../faults/fault-store';
import type { SandboxOptions } from '../settings';
import type { FaultStore } from '../faults/fault-store';
import { metaControls } from './business';
import { ANSWER_SHAPES } from '../faults/answer-shapes';
import type { World } from '../state/world';
import { webhookControls } from './webhooks';

/** Paths that steer the sandbox itself; never recorded. */
export const CONTROL_PREFIX = '/__sandbox/';

const FAULT_KINDS: ReadonlyArray<Fault['kind']> = [
	'latency',
	'status',
	'dropBefore',
	'dropAfter',
	'truncate',
	'breakOff',
	'html',
	'leaveOut',
	'answer',
	'reshape',
];

interface Controlled {
	sandbox: Sandbox;
	faults: FaultStore;
	world: World;
}

type Control = (controlled: Controlled, request: ReceivedRequest) => unknown;

const CONTROLS: Record<string, Control> = {
	'GET requests': ({ sandbox }, { query }) => {
		const endpoint = query.get('endpoint');
		const after = Number(query.get('after') ?? 0);
		return sandbox.requests.filter(
			(one) => one.number > after && (endpoint === null || one.endpoint === endpoint),
		);
	},
	'GET counts': ({ sandbox }) => sandbox.counts,
	'GET messages': ({ sandbox }, { query }) => sandbox.messagesTo(query.get('whatsappNumber') ?? ''),
	'GET state': ({ sandbox, faults, world }) => ({
		...getAddresses(sandbox),
		requests: Object.values(sandbox.counts).reduce((sum, count) => sum + count, 0),
		tenants: [...world.tenants.values()].map((tenant) => ({
			tenantId: tenant.id,
			channelPhoneNumber: tenant.channelPhoneNumber,
			contacts: tenant.contacts.all().length,
			templates: tenant.templates.map(({ elementName, status }) => ({ elementName, status })),
			operators: tenant.operators.map(({ email }) => email),
			webhooks: tenant.webhooks.all(),
		})),
		faults: faults.list(),
	}),
	'POST faults': ({ sandbox }, request) => {
		const given = readJson(request);
		for (const fault of Array.isArray(given) ? given : [given]) sandbox.addFault(readFault(fault));
		return { ok: true };
	},
	'DELETE faults': ({ sandbox }) => {
		sandbox.clearFaults();
		return { ok: true };
	},
	'POST reset': ({ sandbox }, request) => {
		sandbox.reset((readJson(request) ?? {}) as Partial<SandboxOptions>);
		return { ok: true };
	},
	'POST window': ({ sandbox }, request) => {
		const { whatsappNumber, open = true } = readFields(request);
		if (open === true) sandbox.openWindow(textIn(whatsappNumber, 'whatsappNumber'));
		else sandbox.closeWindow(textIn(whatsappNumber, 'whatsappNumber'));
		return { ok: true };
	},
	...webhookControls,
	...metaControls,
};

/** Addresses, keys and ids a client needs. */
export function getAddresses(sandbox: Sandbox) {
	const { url, foreignUrl, matonKey, matonKeyWithoutConnections, business } = sandbox;
	const { watiToken, tenantId, connectionId, secondConnectionId, secondTenantId } = sandbox;
	return {
		url,
		foreignUrl,
		matonKey,
		matonKeyWithoutConnections,
		watiToken,
		tenantId,
		connectionId,
		secondConnectionId,
		secondTenantId,
		meta: {
			token: business.token,
			accountId: business.accountId,
			connectionId: business.connectionId,
			phoneNumberId: business.phoneNumberId,
			testPhoneNumberId: business.testPhoneNumberId,
			appId: META_APP.id,
			appSecret: META_APP.secret,
		},
	};
}

/** Answers a control request. */
export async function control(controlled: Controlled, request: ReceivedRequest): Promise<Answer> {
	const name = `${request.method} ${request.path.slice(CONTROL_PREFIX.length)}`;
	const run = CONTROLS[name];
	if (!run)
		return { status: 404, json: { error: `No control ${name}`, controls: Object.keys(CONTROLS) } };
	try {
		return { status: 200, json: await run(controlled, request) };
	} catch (error) {
		return { status: 400, json: { error: error instanceof Error ? error.message : String(error) } };
	}
}

function readFault(value: unknown): Fault {
	const fault = (value ?? {}) as Fault;
	if (typeof fault.endpoint !== 'string') throw new Error('A fault needs an endpoint.');
	if (!FAULT_KINDS.includes(fault.kind)) {
		throw new Error(`A fault needs a kind: ${FAULT_KINDS.join(', ')}.`);
	}
	if (fault.kind === 'reshape' && !(fault.shape && ANSWER_SHAPES.includes(fault.shape))) {
		throw new Error(`reshape needs a shape: ${ANSWER_SHAPES.join(', ')}.`);
	}
	return fault;
}
