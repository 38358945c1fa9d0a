import type { Sandbox } from '../../../sandbox';
import { wati } from '../client';
import { useSandbox } from '../use-sandbox';

let sandbox: Sandbox;
useSandbox((opened) => (sandbox = opened), { plan: 'off' }, false);

const buttons = {
	header: { type: 'Text', text: 'Order Status' },
	body: 'Order A1 is ready.',
	footer: 'Reply within 24 hours',
	buttons: [{ text: 'Track order' }, { text: 'Talk to us' }],
};
const list = {
	header: 'Choose an option',
	body: 'Please select',
	footer: 'Thanks',
	buttonText: 'View options',
	sections: [
		{
			title: 'Products',
			rows: [
				{ title: 'Product A', description: 'Best seller' },
				{ title: 'Product B', description: '' },
			],
		},
	],
};
const rows = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ title: `Row ${index}`, description: '' }));
const sections = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ title: `S${index}`, rows: rows(1) }));

async function send(kind: 'Buttons' | 'List', body: object, target = 'whatsappNumber=14155550101') {
	const path = `/api/v1/sendInteractive${kind}Message?${target}`;
	return await wati(sandbox, 'POST', path, body as Record<string, unknown>);
}

describe('sendInteractiveButtonsMessage', () => {
	it('answers ok and shows what was sent', async () => {
		const { status, json } = await send('Buttons', buttons);
		expect([status, json]).toEqual([200, { ok: true }]);
		expect(sandbox.messagesTo('14155550101').at(-1)).toMatchObject({
			kind: 'buttons',
			text: 'Order A1 is ready.',
			header: { kind: 'text', value: 'Order Status' },
			footer: 'Reply within 24 hours',
			buttons: ['Track order', 'Talk to us'],
		});
	});

	it.each(['Image', 'video', 'DOCUMENT'])('takes a header of type %s with a URL', async (type) => {
		const header = { type, media: { url: 'https://cdn.example.com/a', fileName: 'a' } };
		expect((await send('Buttons', { ...buttons, header })).json).toEqual({ ok: true });
		expect((await send('Buttons', { ...buttons, header: { type } })).json.ok).toBe(false);
	});

	it.each([
		['no buttons', { buttons: [] }],
		['four buttons', { buttons: ['a', 'b', 'c', 'd'].map((text) => ({ text })) }],
		['a button of 21 characters', { buttons: [{ text: 'a'.repeat(21) }] }],
		['a blank button', { buttons: [{ text: ' ' }] }],
		['the same button twice', { buttons: [{ text: 'a' }, { text: 'a' }] }],
		['no body', { body: '' }],
		['a body of 1,025 characters', { body: 'a'.repeat(1025) }],
		['a footer of 61 characters', { footer: 'a'.repeat(61) }],
		['a header of 61 characters', { header: { type: 'text', text: 'a'.repeat(61) } }],
		['an unknown header type', { header: { type: 'audio' } }],
		['a header as plain text', { header: 'Hello' }],
	])('refuses %s with HTTP 200', async (_name, change) => {
		const { status, json } = await send('Buttons', { ...buttons, ...change });
		expect([status, json]).toEqual([200, { ok: false, result: expect.any(String) as string }]);
	});

	it('takes every length at its limit', async () => {
		const full = {
			header: { type: 'text', text: 'a'.repeat(60) },
			body: 'a'.repeat(1024),
			footer: 'a'.repeat(60),
			buttons: ['a', 'b', 'c'].map((letter) => ({ text: letter.repeat(20) })),
		};
		expect((await send('Buttons', full)).json).toEqual({ ok: true });
	});

	it('needs a target, accepts `target`, and says what is wrong with it', async () => {
		expect((await send('Buttons', buttons, 'x=1')).status).toBe(400);
		expect((await send('Buttons', buttons, 'target=14155550101')).json).toEqual({ ok: true });
		expect((await send('Buttons', buttons, 'whatsappNumber=14155550108')).json).toEqual({
			ok: false,
			result: 'Ticket has been expired.',
		});
		expect((await send('Buttons', buttons, 'whatsappNumber=14155550777')).json).toEqual({
			ok: false,
			result: 'Invalid Contact',
		});
	});
});

describe('sendInteractiveListMessage', () => {
	it('answers ok and shows what was sent', async () => {
		expect((await send('List', list)).json).toEqual({ ok: true });
		expect(sandbox.messagesTo('14155550101').at(-1)).toMatchObject({
			kind: 'list',
			text: 'Please select',
			header: { kind: 'text', value: 'Choose an option' },
			buttonText: 'View options',
			sections: list.sections,
		});
	});

	it.each([
		['no sections', { sections: [] }],
		['eleven sections', { sections: sections(11) }],
		['eleven rows in one section', { sections: [{ title: 'a', rows: rows(11) }] }],
		[
			'eleven rows in total',
			{
				sections: [
					{ title: 'a', rows: rows(6) },
					{ title: 'b', rows: rows(5) },
				],
			},
		],
		['a section without rows', { sections: [{ title: 'a', rows: [] }] }],
		[
			'two sections, one untitled',
			{ sections: [{ rows: rows(1) }, { title: 'b', rows: rows(1) }] },
		],
		['a row title of 25', { sections: [{ rows: [{ title: 'a'.repeat(25) }] }] }],
		[
			'a description of 73',
			{ sections: [{ rows: [{ title: 'a', description: 'a'.repeat(73) }] }] },
		],
		['no button text', { buttonText: '' }],
		['a button text of 21', { buttonText: 'a'.repeat(21) }],
		['a header object', { header: { type: 'text', text: 'a' } }],
		['no body', { body: undefined }],
	])('refuses %s', async (_name, change) => {
		const { status, json } = await send('List', { ...list, ...change });
		expect([status, json.ok]).toEqual([200, false]);
	});

	it('takes ten sections and ten rows', async () => {
		expect((await send('List', { ...list, sections: sections(10) })).json).toEqual({ ok: true });
	});
});
