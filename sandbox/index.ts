import { EventEmitter, once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { CONTROL_PREFIX, control } from './control/control';
import { createWorld, getKeys, known } from './demo/world';
import { knownBusiness } from './demo/business';
import { buildAddress } from './state/world';
import type { Environment } from './server/dispatch';
import { FaultStore } from './faults/fault-store';
import { serveForeign, type MediaHost } from './server/foreign-host';
import { sendAnswer } from './http/exchange';
import type { Sandbox } from './interface';
import type { SandboxOptions } from './settings';
import { PlanLimits, SlidingWindow } from './http/limits';
import { serveMetaMedia } from './meta/media/media-host';
import { MetaWebhooks } from './meta/webhooks/subscriptions';
import { Recorder } from './server/recorder';
import { receive, serve } from './server/main-host';
import { ScriptedCustomers } from './state/scripted-customers';
import { readSettings } from './settings';
import type { SandboxEvents } from './state/events';
import { PostQueue } from './webhooks/post-queue';
import type { WebhookDelivery } from './webhooks/interface';
import { webhookMethods } from './webhooks/methods';
import { WebhookSender } from './webhooks/sender';

export type { Sandbox } from './interface';
export type { DeliveredMessage } from './state/delivered-message';
export type { Fault } from './faults/fault-store';
export type { RecordedFile } from './http/body';
export type { RecordedRequest } from './server/recorder';
export type { SandboxOptions } from './settings';
export type { CustomerScript, ScriptedAnswer } from './state/scripted-customers';
export type { SandboxEvents } from './state/events';
export type { DeliveryOptions, WebhookDelivery, WebhookOptions } from './webhooks/interface';
export type { CustomerMessage } from './state/customer-message';
export type { Webhook, WebhookEntry } from './state/wati/webhook-store';

const HOST = '127.0.0.1';
const SERVER = {
	maxHeaderSize: 128 * 1024,
	// Longer than clients keep idle connections, so that none is cut while being used again.
	keepAliveTimeout: 120_000,
};

/**
 * Starts the simulator of WATI, Maton and Meta on 127.0.0.1.
 * @throws Error with code `EADDRINUSE` when a given port is taken.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	let current = options;
	const events = new EventEmitter<SandboxEvents>();
	const recorder = new Recorder(options.recording);
	const faults = new FaultStore();
	const deliveries: WebhookDelivery[] = [];
	let environment: Environment;

	const main = createServer(SERVER, (request, response) => {
		void receive(request)
			.then(async (received) => {
				if (!received.path.startsWith(CONTROL_PREFIX)) {
					await serve(environment, faults, recorder, received, response);
					return;
				}
				const answer = await control({ sandbox, faults, world: environment.world }, received);
				sendAnswer(response, answer);
			})
			.catch((error: unknown) => fail(response, error));
	});
	const foreign = createServer(SERVER, (request, response) => {
		const mediaHost: MediaHost = (id, token) => serveMetaMedia(environment, id, token);
		void serveForeign(recorder, mediaHost, request, response).catch((error: unknown) =>
			fail(response, error),
		);
	});
	const origin = await listen(main, options.port ?? 0);
	const foreignUrl = await listen(foreign, options.foreignPort ?? 0).catch(
		async (error: unknown) => {
			await stop(main);
			throw error;
		},
	);
	environment = createEnvironment(current, { origin, foreignUrl }, events, deliveries);
	tellWebhooks(events, () => environment);
	const methods = webhookMethods(
		() => environment,
		() => mainTenant(environment),
	);
	const getId = (whatsappNumber: string) => environment.world.numbering.idOf(whatsappNumber);
	const customers = new ScriptedCustomers(getId, methods.customerWrites);
	events.on('messageSent', ({ contact }) => customers.reached(buildAddress(contact)));
	events.on('templateSent', ({ contact }) => customers.reached(buildAddress(contact)));
	const businessCustomers = new ScriptedCustomers(getId, (whatsappNumber, message) => {
		const account = sandbox.businessAccount();
		const text = message.kind === 'text' ? message.text : '';
		const written = { type: 'text', content: { body: text }, text };
		const received = account.receive(knownBusiness.phoneNumberId, whatsappNumber, written);
		environment.metaWebhooks.received(account, [received]);
	});
	events.on('businessMessageSent', ({ message }) => {
		if (message.waId !== null) businessCustomers.reached(message.waId);
	});

	const getContact = (whatsappNumber: string) => {
		const tenant = mainTenant(environment);
		return { tenant, contact: tenant.contactOf(whatsappNumber) };
	};
	const keys = getKeys(readSettings(options));
	const sandbox: Sandbox = {
		url: origin,
		foreignUrl,
		matonKey: keys.matonKey,
		matonKeyWithoutConnections: keys.matonKeyWithoutConnections,
		watiToken: keys.watiToken,
		tenantId: known.tenantId,
		connectionId: known.connectionId,
		secondConnectionId: known.secondConnectionId,
		secondTenantId: known.secondTenantId,
		business: knownBusiness,
		businessAccount(id = knownBusiness.accountId) {
			const account = environment.world.businesses.get(id);
			if (!account) throw new Error(`There is no business account ${id}.`);
			return account;
		},
		get businessWebhooks() {
			return environment.metaWebhooks;
		},
		requests: recorder.requests,
		get counts() {
			return recorder.counts;
		},
		events,
		messagesTo: (whatsappNumber) => environment.world.messagesTo(whatsappNumber),
		addFault: (fault) => faults.add(fault),
		clearFaults: () => faults.clear(),
		openWindow(whatsappNumber) {
			const { tenant, contact } = getContact(whatsappNumber);
			tenant.conversation(contact).open();
		},
		closeWindow(whatsappNumber) {
			const { tenant, contact } = getContact(whatsappNumber);
			tenant.conversation(contact).close();
		},
		deliveries,
		...methods,
		customersAct(...scripts) {
			for (const script of scripts) {
				environment.world.setHabits(script.whatsappNumber, script.phone ?? {});
				customers.add(script);
			}
		},
		businessCustomersAct(...scripts) {
			for (const script of scripts) businessCustomers.add(script);
		},
		deliverWith(changes) {
			current = { ...current, ...changes };
			Object.assign(environment.settings, changes);
		},
		reset(changes = {}) {
			current = { ...current, ...changes, keyMark: options.keyMark };
			faults.clear();
			customers.clear();
			businessCustomers.clear();
			recorder.reset(current.recording ?? 'full');
			deliveries.length = 0;
			environment.world.timers.clear();
			void environment.postQueue.stop();
			environment = createEnvironment(current, { origin, foreignUrl }, events, deliveries);
		},
		async close() {
			customers.clear();
			businessCustomers.clear();
			environment.world.timers.clear();
			await Promise.all([environment.postQueue.stop(), stop(main), stop(foreign)]);
		},
	};
	return sandbox;
}

function createEnvironment(
	options: SandboxOptions,
	addresses: { origin: string; foreignUrl: string },
	events: EventEmitter<SandboxEvents>,
	deliveries: WebhookDelivery[],
): Environment {
	const settings = readSettings(options);
	const world = createWorld(settings, events);
	world.ids.leaveSeed();
	const postQueue = new PostQueue(settings, deliveries);
	return {
		world,
		settings,
		postQueue,
		webhooks: new WebhookSender(world, settings, addresses.origin, postQueue),
		metaWebhooks: new MetaWebhooks(settings, postQueue),
		planLimits: new PlanLimits(settings.plan),
		gatewayLimit: new SlidingWindow(settings.gatewayPerSecond, 1000),
		origin: addresses.origin,
		filesOrigin: addresses.foreignUrl,
	};
}

function tellWebhooks(events: EventEmitter<SandboxEvents>, environment: () => Environment): void {
	events.on('templateSent', (event) => environment().webhooks.publisher.templateSent(event));
	events.on('messageSent', (event) => environment().webhooks.publisher.messageSent(event));
	events.on('customerWrote', (event) => environment().webhooks.publisher.customerWrote(event));
	events.on('businessMessageSent', ({ account, message }) =>
		environment().metaWebhooks.sent(account, message),
	);
}

function mainTenant(environment: Environment) {
	const tenant = environment.world.tenants.get(known.tenantId);
	if (!tenant) throw new Error('The main account is missing.');
	return tenant;
}

async function listen(server: Server, port: number): Promise<string> {
	server.listen(port, HOST);
	await once(server, 'listening');
	return `http://${HOST}:${(server.address() as AddressInfo).port}`;
}

async function stop(server: Server): Promise<void> {
	const closed = once(server, 'close');
	server.close();
	server.closeAllConnections();
	await closed;
}

// A client that went away needs no answer; anything else is a defect of the sandbox and must be
// seen.
function fail(response: Parameters<RequestListener>[1], error: unknown): void {
	if (response.destroyed || response.headersSent) return;
	const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
	sendAnswer(response, { status: 500, text: `Sandbox defect: ${text}` });
}
