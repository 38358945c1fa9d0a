import type { Sandbox } from '../../sandbox';
import { lastRequest, wati } from './client';
import { useSandbox } from './use-sandbox';

let sandbox: Sandbox;
useSandbox((opened) => (sandbox = opened), { plan: 'off' });

interface ListedContact {
	id: string;
	phone: string | null;
	fullName: string;
	customParams: Array<{ name: string; value: string }>;
}

async function list(query: string): Promise<ListedContact[]> {
	const { json } = await wati(sandbox, 'GET', `/api/v1/getContacts?pageSize=100&${query}`);
	return json.contact_list as ListedContact[];
}

async function withAttribute(name: string, operator: string, value = ''): Promise<string[]> {
	const attribute = encodeURIComponent(JSON.stringify([{ name, operator, value }]));
	return (await list(`attribute=${attribute}`)).map((contact) => contact.fullName);
}

describe('getContacts', () => {
	it('answers the documented shape with page links', async () => {
		const { json } = await wati(sandbox, 'GET', '/api/v1/getContacts?pageSize=5&pageNumber=2');
		expect(json).toMatchObject({
			result: 'success',
			link: {
				prevPage: '/api/v1/getContacts?pageSize=5&pageNumber=1',
				nextPage: '/api/v1/getContacts?pageSize=5&pageNumber=3',
				pageNumber: 2,
				pageSize: 5,
				total: 12,
			},
		});
		expect((json.contact_list as unknown[])[0]).toMatchObject({
			id: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
			tenantId: '123456',
			wAid: '14155550106',
			firstName: 'Fatima',
			fullName: 'Fatima Zahra',
			contactStatus: 'VALID',
			created: 'Mar-30-2026',
			customParams: [
				{ name: 'name', value: 'Fatima Zahra' },
				{ name: 'phone', value: '14155550106' },
				{ name: 'member', value: 'basic' },
				{ name: 'city', value: 'Rabat' },
				{ name: 'orders', value: '3' },
			],
		});
	});

	it('gives null links at the ends and an empty list past the end', async () => {
		const first = await wati(sandbox, 'GET', '/api/v1/getContacts?pageSize=100');
		expect(first.json.link).toMatchObject({ prevPage: null, nextPage: null });
		const past = await wati(sandbox, 'GET', '/api/v1/getContacts?pageSize=100&pageNumber=9');
		expect(past.json).toMatchObject({ contact_list: [], link: { nextPage: null, total: 12 } });
	});

	it('caps the page size and can do without total and links', async () => {
		sandbox.reset({ maxPageSize: 4, nextPageLink: false });
		const { json } = await wati(sandbox, 'GET', '/api/v1/getContacts?pageSize=1000');
		expect(json.contact_list).toHaveLength(4);
		expect(json.link).toEqual({ pageNumber: 1, pageSize: 4 });
		sandbox.reset({ maxPageSize: 100, nextPageLink: true });
	});

	it('pages over 2,345 contacts, each once', async () => {
		sandbox.reset({ contacts: 2345 });
		const ids = new Set<string>();
		let rows = 0;
		let next: string | null = '/api/v1/getContacts?pageSize=100&pageNumber=1';
		let pages = 0;
		while (next !== null) {
			const { json } = await wati(sandbox, 'GET', next);
			const contacts = json.contact_list as ListedContact[];
			for (const contact of contacts) ids.add(contact.id);
			rows += contacts.length;
			pages += 1;
			next = (json.link as { nextPage: string | null }).nextPage;
		}
		expect([pages, rows, ids.size]).toEqual([24, 2345, 2345]);
		sandbox.reset({ contacts: undefined });
	});

	it('filters by name, by date in both forms, and keeps filters in the links', async () => {
		expect(await list('name=ada')).toHaveLength(1);
		expect(await list('createdDate=2026-01-12')).toHaveLength(2);
		expect(await list('createdDate=01-12-2026')).toHaveLength(2);
		const { json } = await wati(sandbox, 'GET', '/api/v1/getContacts?pageSize=1&name=a');
		expect((json.link as { nextPage: string }).nextPage).toContain('name=a');
	});

	it('applies all eight attribute operators', async () => {
		expect(await withAttribute('member', '==', 'VIP')).toEqual(['Ada Lindqvist', 'Ben Okoro']);
		expect(await withAttribute('member', '!=', 'VIP')).toHaveLength(10);
		expect(await withAttribute('city', 'contain', 'OR')).toEqual(['Ines Duarte']);
		expect(await withAttribute('city', 'contain', 'i')).toHaveLength(5);
		expect(await withAttribute('city', 'notContain', 'i')).toHaveLength(7);
		expect(await withAttribute('orders', 'exist')).toHaveLength(7);
		expect(await withAttribute('orders', 'notExist')).toHaveLength(5);
		expect(await withAttribute('phone', 'valid')).toHaveLength(10);
		expect(await withAttribute('phone', 'invalid')).toEqual(['Old Number', 'Kim Username']);
	});

	it.each([
		'attribute=member',
		'attribute=[{"name":"a","operator":"like"}]',
		'createdDate=May',
		'pageSize=x',
	])('refuses %s with the problem object', async (query) => {
		const { status, json } = await wati(sandbox, 'GET', `/api/v1/getContacts?${query}`);
		expect(status).toBe(400);
		expect(json).toMatchObject({ title: 'One or more validation errors occurred.', status: 400 });
	});
});

describe('addContact', () => {
	const path = '/api/v1/addContact/14155550199';

	it('adds a contact and answers JSON labelled as text', async () => {
		const { json, headers } = await wati(sandbox, 'POST', path, {
			name: 'Lea Brandt',
			customParams: [{ name: 'member', value: 'VIP' }],
		});
		expect(json).toMatchObject({
			result: true,
			contact: { fullName: 'Lea Brandt', wAid: '14155550199', phone: '14155550199' },
		});
		expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
		expect(await list('name=Lea')).toHaveLength(1);
		expect(lastRequest(sandbox).endpoint).toBe('GET /api/v1/getContacts');
		expect(sandbox.requests[0]).toMatchObject({
			endpoint: 'POST /api/v1/addContact/{whatsappNumber}',
			path,
			side: 'wati',
			tookEffect: true,
			status: 200,
		});
	});

	it('updates a contact that exists, also by id', async () => {
		const [ada] = await list('name=Ada');
		await wati(sandbox, 'POST', `/api/v1/addContact/${ada?.id}`, {
			name: 'Ada L.',
			customParams: [],
		});
		expect(await list('name=Ada L.')).toHaveLength(1);
		expect(await list('')).toHaveLength(12);
	});

	it('refuses properties it does not know, wrong types and an empty body', async () => {
		const unknown = await wati(sandbox, 'POST', path, { name: 'A', email: 'a@example.com' });
		expect(unknown.status).toBe(400);
		expect(unknown.json.errors).toHaveProperty('email');
		const number = await wati(sandbox, 'POST', path, { customParams: [{ name: 'a', value: 1 }] });
		expect(number.json.errors).toHaveProperty(['customParams[0].value']);
		expect((await wati(sandbox, 'POST', path)).status).toBe(400);
		const broken = await wati(sandbox, 'POST', path, '{', { 'content-type': 'application/json' });
		expect(broken.status).toBe(400);
		const form = await wati(sandbox, 'POST', path, new URLSearchParams({ name: 'A' }));
		expect(form.status).toBe(415);
	});

	it.each(['%2B14155550199', '1415%20555%200199', 'abc', '12'])(
		'refuses the number %s',
		async (number) => {
			const { status, json } = await wati(sandbox, 'POST', `/api/v1/addContact/${number}`, {});
			expect([status, json]).toEqual([200, { result: false, info: 'Invalid WhatsApp number' }]);
			expect(lastRequest(sandbox).tookEffect).toBe(false);
		},
	);
});

describe('updateContactAttributes', () => {
	const path = '/api/v1/updateContactAttributes/14155550101';

	it('merges attributes and keeps the others', async () => {
		const customParams = [{ name: 'member', value: 'gold' }];
		const { json } = await wati(sandbox, 'POST', path, { customParams });
		expect(json).toMatchObject({ result: true });
		const [ada] = await list('name=Ada');
		const values = Object.fromEntries(ada?.customParams.map((one) => [one.name, one.value]) ?? []);
		expect(values).toMatchObject({ member: 'gold', city: 'Lisbon' });
	});

	it('reaches a contact by BSUID', async () => {
		const bsuid = '/api/v1/updateContactAttributes/US.123124141512';
		const customParams = [{ name: 'member', value: 'gold' }];
		expect((await wati(sandbox, 'POST', bsuid, { customParams })).json.result).toBe(true);
	});

	it('refuses missing parameters and unknown contacts', async () => {
		expect((await wati(sandbox, 'POST', path, {})).json.errors).toHaveProperty('customParams');
		const unknown = '/api/v1/updateContactAttributes/14155559999';
		const reply = await wati(sandbox, 'POST', unknown, { customParams: [] });
		expect([reply.status, reply.json]).toEqual([200, { result: false, info: 'contact missing' }]);
	});
});
