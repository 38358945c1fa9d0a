import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeParameters } from 'n8n-workflow';

import { CASES } from '../../harness/cases';
import { byId, NODE, send as metaSend } from '../../whatsapp-business/setup';
import {
	ADA,
	direct,
	mapped,
	named,
	number,
	operation,
	shown,
	textTo,
	useBench,
	variable,
} from '../../wati/setup';

const bench = useBench();

/** What an expression gives where a text belongs. */
const VALUE = '={{ $json.value }}';
const LINK = 'https://files.example/a.pdf';

const toAda = (name: string, more: INodeParameters = {}) =>
	operation('message', name, { whatsappNumber: number(ADA), ...more });
const template = (name: string, more: INodeParameters = {}) =>
	operation('template', name, { template: named('welcome'), ...more });
const row = (more: INodeParameters) => ({
	recipients: { recipient: [{ whatsappNumber: ADA, ...more }] },
});

const buttons = (text = 'Yes', id = '') => ({ buttons: { button: [{ text, id }] } });
const sections = (title = 'Tea', description = '', section = 'Drinks') => ({
	sections: { section: [{ title: section, rows: { row: [{ title, description }] } }] },
});
const header = (headerText: string) => ({ headerType: 'text', headerText });

interface Field {
	/** As the error names it. */
	label: string;
	parameters: INodeParameters;
	node?: string;
}

const wati = (label: string, parameters: INodeParameters): Field => ({ label, parameters });
const meta = (label: string, name: string, more: INodeParameters): Field => ({
	label,
	parameters: metaSend(name, more),
	node: NODE,
});

/** Every field of every send in which a customer reads what a user or an agent put there. */
const FIELDS: Field[] = [
	wati('Text', textTo(ADA, VALUE)),
	wati('Contact Number', textTo(VALUE)),
	wati('Caption', toAda('sendFile', { caption: VALUE })),
	wati(
		'Caption',
		direct('message', 'sendFile', {
			fileSource: 'url',
			whatsappNumber: number(ADA),
			fileUrl: LINK,
			caption: VALUE,
		}),
	),
	wati('Body', toAda('sendButtons', { bodyText: VALUE, ...buttons() })),
	wati('Footer', toAda('sendButtons', { bodyText: 'a', footerText: VALUE, ...buttons() })),
	wati('Header Text', toAda('sendButtons', { bodyText: 'a', ...header(VALUE), ...buttons() })),
	wati('Buttons, Text 1', toAda('sendButtons', { bodyText: 'a', ...buttons(VALUE) })),
	wati('Body', toAda('sendList', { bodyText: VALUE, buttonText: 'a', ...sections() })),
	wati('Button Text', toAda('sendList', { bodyText: 'a', buttonText: VALUE, ...sections() })),
	wati(
		'Header Text',
		toAda('sendList', { bodyText: 'a', buttonText: 'a', headerText: VALUE, ...sections() }),
	),
	wati(
		'Sections 1, Title',
		toAda('sendList', { bodyText: 'a', buttonText: 'a', ...sections('a', '', VALUE) }),
	),
	wati(
		'Sections 1, Rows 1, Title',
		toAda('sendList', { bodyText: 'a', buttonText: 'a', ...sections(VALUE) }),
	),
	wati(
		'Sections 1, Rows 1, Description',
		toAda('sendList', { bodyText: 'a', buttonText: 'a', ...sections('a', VALUE) }),
	),
	wati('Text', toAda('sendAndWaitForReply', { messageText: VALUE })),
	wati(
		'name',
		template('send', {
			whatsappNumber: number(ADA),
			templateParameters: mapped({ name: VALUE }, [variable('name')]),
		}),
	),
	wati(
		'name',
		template('send', {
			whatsappNumber: number(ADA),
			additionalParameters: { pair: [{ name: 'name', value: VALUE }] },
		}),
	),
	wati(
		'name',
		template('sendToMany', {
			recipientsFrom: 'form',
			...row({ parameters: { pair: [{ name: 'name', value: VALUE }] } }),
		}),
	),
	wati(
		'name',
		template('sendToMany', {
			recipientsFrom: 'items',
			whatsappNumber: number(ADA),
			templateParameters: mapped({ name: VALUE }, [variable('name')]),
		}),
	),
	wati(
		'name',
		template('sendToMany', {
			recipientsFrom: 'json',
			recipientsJson: `={{ [{ whatsappNumber: '${ADA}', parameters: { name: $json.value } }] }}`,
		}),
	),
	wati(
		'name',
		template('schedule', {
			authentication: 'watiApi',
			scheduledAt: '2090-01-01T10:00:00Z',
			recipientsFrom: 'form',
			...row({ parameters: { pair: [{ name: 'name', value: VALUE }] } }),
		}),
	),
	wati('Name', operation('contact', 'add', { whatsappNumber: number(ADA), name: VALUE })),
	wati(
		'city',
		operation('contact', 'updateAttributes', {
			whatsappNumber: number(ADA),
			additionalAttributes: { pair: [{ name: 'city', value: VALUE }] },
		}),
	),
	meta('Text', 'sendText', { messageText: VALUE }),
	meta('Contact Number', 'sendText', { messageText: 'a', whatsappNumber: VALUE }),
	meta('Caption', 'sendImage', { mediaSource: 'link', mediaLink: LINK, caption: VALUE }),
	meta('Caption', 'sendVideo', { mediaSource: 'link', mediaLink: LINK, caption: VALUE }),
	meta('Caption', 'sendDocument', { mediaSource: 'link', mediaLink: LINK, caption: VALUE }),
	meta('File Name', 'sendDocument', { mediaSource: 'link', mediaLink: LINK, fileName: VALUE }),
	meta('Body', 'sendButtons', { bodyText: VALUE, ...buttons() }),
	meta('Footer', 'sendButtons', { bodyText: 'a', footerText: VALUE, ...buttons() }),
	meta('Header Text', 'sendButtons', { bodyText: 'a', ...header(VALUE), ...buttons() }),
	meta('Buttons, Text 1', 'sendButtons', { bodyText: 'a', ...buttons(VALUE) }),
	meta('Buttons, ID 1', 'sendButtons', { bodyText: 'a', ...buttons('a', VALUE) }),
	meta('Body', 'sendList', { bodyText: VALUE, buttonText: 'a', ...sections() }),
	meta('Button Text', 'sendList', { bodyText: 'a', buttonText: VALUE, ...sections() }),
	meta('Sections 1, Rows 1, Title', 'sendList', {
		bodyText: 'a',
		buttonText: 'a',
		...sections(VALUE),
	}),
	meta('Button Text', 'sendCtaUrl', { bodyText: 'a', buttonText: VALUE, buttonUrl: LINK }),
	meta('Body', 'sendCtaUrl', { bodyText: VALUE, buttonText: 'a', buttonUrl: LINK }),
	meta('Name', 'sendLocation', { latitude: '1', longitude: '1', name: VALUE }),
	meta('Address', 'sendLocation', { latitude: '1', longitude: '1', address: VALUE }),
	meta('Contacts 1, First Name', 'sendContacts', { contacts: { contact: [{ firstName: VALUE }] } }),
	meta('Contacts 1, Company', 'sendContacts', {
		contacts: { contact: [{ firstName: 'a', company: VALUE }] },
	}),
	meta('Body 1', 'sendTemplate', {
		template: byId('order_update|en_US'),
		additionalParameters: { pair: [{ name: 'Body 1', value: VALUE }] },
	}),
];

const run = async ({ parameters, node }: Field, value: unknown) => {
	const { connectionId } = bench.sandbox.business;
	return await bench.run({
		parameters,
		items: [{ value } as never],
		...(node ? { node, credentials: bench.maton({ connectionId }) } : {}),
	});
};

describe.each(
	FIELDS.map(
		(field) =>
			[
				`${field.node ?? 'wati'} ${String(field.parameters.operation)}: ${field.label}`,
				field,
			] as const,
	),
)('%s', (_, field) => {
	it.each([
		['an object', { answer: 'Hello' }],
		['a list', ['a', 'b']],
		['an empty list', []],
		['a list of rows', [{ json: 1 }]],
		['an object inside a text', 'Hello [object Object]'],
		['a missing value inside a text', 'Hello undefined, hi'],
		['an expression that is not resolved', 'Hello {{ $json.name }}, hi'],
		['a number that has lost its last digits', 1e21],
		['a method without its brackets', 'Hello function toUpperCase() { [native code] }'],
	])('takes no %s', async (__, value) => {
		const result = await run(field, value);
		const refusal = shown(result);
		expect(refusal).toMatchObject({ code: 'input-invalid', itemIndex: 0 });
		expect(refusal.message).toContain(field.label);
		expect(bench.requests).toEqual([]);
	});
});

interface Case {
	given: unknown;
	leaves?: string;
	refused?: string;
	why?: string;
}

const cases = JSON.parse(readFileSync(join(CASES, 'text/agent-outputs.json'), 'utf8')) as Case[];

describe.each([
	['WATI', wati('Text', textTo(ADA, VALUE))],
	['WhatsApp Business', meta('Text', 'sendText', { messageText: VALUE })],
])('an output of an agent, to %s', (_, field) => {
	it.each(cases.map((one) => [JSON.stringify(one.given), one] as const))(
		'%s',
		async (__, { given, leaves, refused }) => {
			const result = await run(field, given);
			if (refused === undefined) {
				expect(result.error).toBeUndefined();
				const sent = bench.requests.map(
					({ query, body }) =>
						query.messageText ?? (body as { text?: { body?: string } }).text?.body,
				);
				expect(sent).toEqual([leaves]);
				return;
			}
			expect(shown(result)).toMatchObject({ code: 'input-invalid', itemIndex: 0 });
			expect(shown(result).message).toContain(`'${refused}'`);
			expect(bench.requests).toEqual([]);
		},
	);
});

it.each(['undefined', 'null', 'NaN', 'Invalid DateTime', '[object Object]'])(
	'no file is called %j',
	async (value) => {
		const fields = [
			wati('File Name', toAda('sendFile', { options: { fileName: VALUE } })),
			meta('File Name', 'sendDocument', { mediaSource: 'link', mediaLink: LINK, fileName: VALUE }),
		];
		for (const field of fields) {
			const { message } = shown(await run(field, value));
			expect(message).toContain("'File Name'");
		}
		expect(bench.requests).toEqual([]);
	},
);

it.each(['', '   ', '\u200b', '\u2800\u3164', 'undefined', 'null', 'NaN', 'Invalid DateTime'])(
	'%j is no text for a customer',
	async (value) => {
		for (const field of FIELDS.filter(({ label }) =>
			['Text', 'Body', 'name', 'Body 1'].includes(label),
		)) {
			const result = await run(field, value);
			expect([field.parameters.operation, result.error?.context.code]).toEqual([
				field.parameters.operation,
				'input-invalid',
			]);
		}
		expect(bench.requests).toEqual([]);
	},
);

describe('values of a template', () => {
	const value = (text: string, more: INodeParameters = {}) =>
		template('send', {
			whatsappNumber: number(ADA),
			additionalParameters: { pair: [{ name: 'name', value: text }] },
			...more,
		});
	const left = () =>
		bench.requests.map(
			({ body }) => (body as { parameters: Array<{ value: string }> }).parameters[0]?.value,
		);

	it.each([
		['Ada    Lovelace', 'Ada    Lovelace'],
		['Ada \n', 'Ada'],
		[' Ada', ' Ada'],
	])('%j leaves as %j', async (given, wanted) => {
		const { error } = await bench.run({ parameters: value(given) });
		expect(error).toBeUndefined();
		expect(left()).toEqual([wanted]);
	});

	it.each([
		'a\nb',
		'a\rb',
		'a\tb',
		'a\u2028b',
		'a\u2029b',
		'a\u000bb',
		'a\u0085b',
		'a     b',
		'a\u00a0\u00a0\u00a0\u00a0\u00a0b',
	])('%j is refused, and goes on one line where that is wanted', async (given) => {
		const result = await bench.run({ parameters: value(given) });
		expect(shown(result).message).toContain(
			"The variable 'name' in 'Template Parameters' contains a line break, a tab or",
		);
		expect(bench.requests).toEqual([]);
		const { error } = await bench.run({
			parameters: value(given, { options: { oneLineValues: true } }),
		});
		expect(error).toBeUndefined();
		expect(left()).toEqual(['a b']);
	});

	it('goes on one line in Send to Many as well', async () => {
		await bench.run({
			parameters: template('sendToMany', {
				recipientsFrom: 'form',
				...row({ parameters: { pair: [{ name: 'name', value: 'Ada\n\tLovelace ' }] } }),
				options: { oneLineValues: true },
			}),
		});
		expect(bench.requests[0]?.body).toMatchObject({
			receivers: [{ customParams: [{ name: 'name', value: 'Ada Lovelace' }] }],
		});
	});
});

describe('Local Message ID', () => {
	const short = 'order-123';
	const long = 'x'.repeat(65);

	it.each([
		['a text', (id: string) => ({ ...textTo(ADA), options: { localMessageId: id } })],
		[
			'a row of a form',
			(id: string) =>
				template('sendToMany', { recipientsFrom: 'form', ...row({ localMessageId: id }) }),
		],
		[
			'a row of JSON',
			(id: string) =>
				template('sendToMany', {
					recipientsFrom: 'json',
					recipientsJson: JSON.stringify([{ whatsappNumber: ADA, localMessageId: id }]),
				}),
		],
		[
			'an item',
			(id: string) =>
				template('sendToMany', {
					recipientsFrom: 'items',
					whatsappNumber: number(ADA),
					options: { localMessageId: id },
				}),
		],
	])('of %s has 10 to 64 characters', async (_, withId) => {
		for (const id of [short, long]) {
			const result = await bench.run({ parameters: withId(id) });
			expect(shown(result)).toMatchObject({ code: 'input-invalid', itemIndex: 0 });
			expect(shown(result).message).toMatch(
				/Local Message ID' has \d+ characters, but WATI finds only IDs of 10 to 64/,
			);
		}
		expect(bench.requests).toEqual([]);
		for (const id of ['x'.repeat(10), 'x'.repeat(64)]) {
			await bench.run({ parameters: withId(id) });
		}
		expect(bench.requests.length).toBe(2);
	});
});
