import type { EventEmitter } from 'node:events';

import { sampleFile } from '../files/sample-files';
import type { Settings } from '../settings';
import type { SandboxEvents } from '../state/events';
import { Numbering } from '../state/numbering';
import { Tenant } from '../state/wati/tenant';
import { World } from '../state/world';
import { addBusinesses } from './business';
import { addDemoContacts, addMadeUpContacts } from './contacts';
import { demoTemplates } from './templates';

/** What stays the same over resets and restarts. */
export const known = {
	/** A second valid token of the main account, written into a field to try a rotation with. */
	spareWatiToken: 'wati-sandbox-spare-token',
	tenantId: '123456',
	channelPhoneNumber: '14155550100',
	connectionId: '11111111-2222-4333-8444-555555555555',
	secondTenantId: '654321',
	secondConnectionId: '22222222-3333-4444-8555-666666666666',
} as const;

/** Keys and tokens of a run, the same over resets and restarts with the same mark. */
export function getKeys({ keyMark }: Pick<Settings, 'keyMark'>) {
	return {
		matonKey: `maton-sandbox-key${keyMark}`,
		matonKeyWithoutConnections: `maton-sandbox-key-without-connections${keyMark}`,
		watiToken: `wati-sandbox-token${keyMark}`,
		secondWatiToken: `wati-sandbox-second-token${keyMark}`,
	};
}

type Keys = ReturnType<typeof getKeys>;

const HOUR_MS = 3_600_000;

/** A world with its keys, two WATI accounts and Maton's connections, filled as the settings say. */
export function createWorld(settings: Settings, events: EventEmitter<SandboxEvents>): World {
	const world = new World(events, new Numbering(settings.impossibleNumbers));
	const keys = getKeys(settings);
	world.matonKeys.add(keys.matonKey).add(keys.matonKeyWithoutConnections);
	const tenant = new Tenant(known.tenantId, known.channelPhoneNumber, keys.watiToken, world);
	tenant.tokens.add(known.spareWatiToken);
	const second = new Tenant(known.secondTenantId, '14155550200', keys.secondWatiToken, world);
	world.tenants.set(tenant.id, tenant).set(second.id, second);
	addConnections(world, keys);
	addBusinesses(world, keys.matonKey, settings.seed);
	if (settings.seed === 'empty') {
		addMadeUpContacts(tenant.contacts, settings.contacts ?? 0);
		return world;
	}
	addDemoContacts(tenant.contacts, settings.contacts);
	tenant.templates.push(...demoTemplates(world.ids));
	tenant.operators.push(
		{ id: world.ids.object(), email: 'agent@example.com', name: 'Alex Agent' },
		{ id: world.ids.object(), email: 'sales@example.com', name: 'Sam Sales' },
	);
	for (const name of ['Billing', 'Sales', 'Support'])
		tenant.teams.push({ id: world.ids.object(), name });
	tenant.channels.push({ id: world.ids.object(), name: 'Support', phoneNumber: '14155550150' });
	tenant.tags.push('complaint', 'vip');
	Object.assign(tenant.balance, { credit: 42.5, freeConversations: 900 });
	const created = '2026-05-04T09:30:00.0000000Z';
	tenant.chatbots.push(
		{
			id: world.ids.object(),
			name: 'Opening Hours',
			created,
			greeting: 'We are open from 9 to 5.',
		},
		{
			id: world.ids.object(),
			name: 'Order Status',
			created,
			greeting: 'What is your order number?',
		},
	);
	addDemoMessages(world, tenant);
	second.contacts.add({ phone: '14155550301', name: 'Second Account' });
	second.templates.push(...demoTemplates(world.ids).slice(0, 1));
	return world;
}

function addConnections(world: World, { matonKey, watiToken, secondWatiToken }: Keys): void {
	const day = (text: string) => new Date(`${text}T07:20:53.488Z`);
	world.connections.add({
		id: known.connectionId,
		matonKey,
		app: 'wati',
		status: 'ACTIVE',
		created: day('2026-01-08'),
		wati: { tenantId: known.tenantId, token: watiToken },
	});
	world.connections.add({
		id: known.secondConnectionId,
		matonKey,
		app: 'wati',
		status: 'ACTIVE',
		created: day('2026-04-02'),
		wati: { tenantId: known.secondTenantId, token: secondWatiToken },
	});
	const others = [
		{ app: 'wati', status: 'PENDING', created: day('2026-05-11') },
		{ app: 'wati', status: 'FAILED', created: day('2026-05-12') },
		{ app: 'slack', status: 'ACTIVE', created: day('2026-06-01') },
	] as const;
	for (const other of others) world.connections.add({ matonKey, ...other });
}

/** Six customers wrote today, so their windows are open; the others' are closed. */
function addDemoMessages(world: World, tenant: Tenant): void {
	const now = Date.now();
	const say = (phone: string, text: string, hoursAgo: number, sample?: string) => {
		const contact = tenant.contacts.find(phone);
		if (!contact) return;
		const at = now - hoursAgo * HOUR_MS;
		if (sample === undefined) {
			world.storeInbound(tenant, contact, { text, at });
			return;
		}
		const type = sample.endsWith('.jpg') ? 'image' : 'document';
		const data = tenant.media.store(`${type}s`, sampleFile(sample));
		world.storeInbound(tenant, contact, { text, at, type, data });
	};
	say('14155550101', 'Hello, where is my order?', 6);
	say('14155550101', 'This is what arrived.', 5, 'photo.jpg');
	say('14155550101', 'And this is the bill.', 4, 'report.pdf');
	say('14155550102', 'Do you deliver to Lagos?', 3);
	say('14155550103', 'Grazie!', 2);
	say('14155550104', 'Can I change my appointment?', 2);
	say('14155550105', 'Ahoj', 1);
	say('US.123124141512', 'Hi, I only have a user name.', 1);
	say('14155550107', 'Thanks, all fine.', 50);
}
