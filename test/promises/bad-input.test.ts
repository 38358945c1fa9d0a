import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import {
	ADA,
	fileItem,
	mapped,
	named,
	number,
	operation,
	shown,
	textTo,
	useBench,
	variable,
} from '../wati/setup';

const bench = useBench();

const buttons = (...texts: string[]) =>
	operation('message', 'sendButtons', {
		whatsappNumber: number(ADA),
		bodyText: 'Ready?',
		buttons: { button: texts.map((text) => ({ text })) },
	});

const rows = (count: number) => ({
	row: Array.from({ length: count }, (_, place) => ({ title: `Row ${place}`, description: '' })),
});

const list = (section: INodeParameters[]) =>
	operation('message', 'sendList', {
		whatsappNumber: number(ADA),
		bodyText: 'When?',
		buttonText: 'See times',
		sections: { section },
	});

const sendTemplate = (values: Record<string, string>) =>
	operation('template', 'send', {
		whatsappNumber: number(ADA),
		template: named('order_update'),
		templateParameters: mapped(values, [variable('name'), variable('ordernumber')]),
	});

const file = operation('message', 'sendFile', { whatsappNumber: number(ADA) });
const fileFrom = (fileUrl: string) =>
	operation('message', 'sendFile', { whatsappNumber: number(ADA), fileSource: 'url', fileUrl });
const media = (fileName: string) => operation('media', 'download', { fileName });
const items = async (content: Buffer | string, name: string, type: string) => [
	await fileItem(content, name, type),
];

type Case = [
	what: string,
	parameters: INodeParameters | (() => INodeParameters),
	label: RegExp,
	input?: () => Promise<INodeExecutionData[]>,
];

const MEGABYTE = 1024 * 1024;

const CASES: Case[] = [
	['a number with letters', textTo('14155abc01'), /'Contact Number' contains no WhatsApp number/],
	['a short number', textTo('1234567'), /'Contact Number' contains no WhatsApp number/],
	['an empty text', textTo(ADA, ' '), /'Text' is empty/],
	['a text of 4,097 characters', textTo(ADA, 'x'.repeat(4_097)), /'Text' has 4097 characters/],
	['no button', buttons(), /'Buttons' has 0 entries/],
	['4 buttons', buttons('A', 'B', 'C', 'D'), /'Buttons' has 4 entries/],
	['a 21-character button', buttons('A', 'b'.repeat(21)), /'Buttons, Text 2' has 21 characters/],
	['two equal buttons', buttons('Yes', 'Yes'), /'Buttons' contains 'Yes' twice/],
	['11 rows', list([{ title: 'All', rows: rows(11) }]), /'Sections' has 11 rows/],
	[
		'a second section without a title',
		list([
			{ title: 'One', rows: rows(1) },
			{ title: '', rows: { row: [{ title: 'Other', description: '' }] } },
		]),
		/'Sections 2, Title' is empty/,
	],
	[
		'a missing variable',
		sendTemplate({ name: 'Ada', ordernumber: '={{ $json.nothing }}' }),
		/'Template Parameters' lacks .*'ordernumber'/,
	],
	[
		'a blank variable',
		sendTemplate({ name: 'Ada', ordernumber: ' ' }),
		/'ordernumber' in 'Template Parameters' is blank/,
	],
	[
		'a variable with a line break',
		sendTemplate({ name: 'Ada', ordernumber: 'A\n1' }),
		/'ordernumber' in 'Template Parameters' contains a line break/,
	],
	[
		'an empty file',
		file,
		/'Input Binary Field' is empty/,
		() => items('', 'empty.pdf', 'application/pdf'),
	],
	[
		'a WAV file',
		file,
		/'Input Binary Field' has the type audio\/wav/,
		() => items('RIFF', 'a.wav', 'audio/wav'),
	],
	[
		'an image above 5 MB',
		file,
		/'Input Binary Field' has 5\.1 MB, but WhatsApp allows 5 MB/,
		() => items(Buffer.alloc(5.1 * MEGABYTE), 'big.png', 'image/png'),
	],
	[
		'an empty file behind an address',
		() => fileFrom(`${bench.sandbox.foreignUrl}/files/empty.txt`),
		/'File URL' is empty/,
	],
	[
		'an address without a file',
		() => fileFrom(`${bench.sandbox.foreignUrl}/nothing`),
		/'File URL' answered with status 404/,
	],
	['no web address', fileFrom('report.pdf'), /'File URL' contains no web address/],
	[
		'a media address on a foreign host',
		() => media(`${bench.sandbox.foreignUrl}/api/file/showFile?fileName=data/images/a.jpg`),
		/'File or Message ID' is on 127\.0\.0\.1:\d+, which is not the WATI account/,
	],
];

const namedCases = CASES.map(([what, given, label, input]) => ({ what, given, label, input }));

test.each(namedCases)('$what is refused with the label and the item', async (one) => {
	const { given, label, input } = one;
	const parameters = typeof given === 'function' ? given() : given;
	const result = await bench.run({ parameters, items: await input?.() });
	const { message, description, code, itemIndex } = shown(result);
	expect(message).toMatch(label);
	expect(description).toMatch(/\[Item 0\]/);
	expect(code).toBe('input-invalid');
	expect(itemIndex).toBe(0);
	expect(bench.received()).toEqual([]);
});

test('the second of three items is refused and named, the others go on', async () => {
	const result = await bench.run({
		parameters: textTo('={{ $json.phone }}' as never),
		items: [{ phone: ADA }, { phone: 'call me' }, { phone: '14155550102' }],
		onError: 'continueRegularOutput',
	});
	expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
	expect(result.items[0]!.json.accepted).toBe(true);
	expect(result.items[2]!.json.accepted).toBe(true);
	expect(result.items[1]!.json).toEqual({
		error: "The field 'Contact Number' contains no WhatsApp number: call me",
		message: expect.stringMatching(/country code.*\[Item 1\]/) as string,
		details: { code: 'input-invalid', httpCode: null, itemIndex: 1, outcome: 'notSent' },
		accepted: false,
		whatsappNumber: 'call me',
	});
	expect(bench.received()).toHaveLength(2);
});

test('an unknown template is refused in the words of WATI, with the fields to look at', async () => {
	const result = await bench.run({
		parameters: operation('template', 'send', {
			whatsappNumber: number(ADA),
			template: named('no_such'),
		}),
	});
	const { message, description, code } = shown(result);
	expect(message).toBe('WATI did not accept the template');
	expect(description).toMatch(/'Template' and 'Template Parameters'.*\[Item 0\]/);
	expect(description).toContain('"Check your template, it cannot have typos or blank text"');
	expect(code).toBe('template-refused');
	expect(bench.sandbox.messagesTo(ADA)).toHaveLength(0);
});

describe('the token stays with the configured host', () => {
	const secrets = () =>
		bench
			.received('foreign')
			.flatMap(({ authorization, connection }) => [authorization, connection]);

	test('a file from an address is fetched without it', async () => {
		const { error } = await bench.run({
			parameters: fileFrom(`${bench.sandbox.foreignUrl}/files/photo.png`),
		});
		expect(error).toBeUndefined();
		expect(bench.received('foreign')).toHaveLength(1);
		expect(secrets()).toEqual([undefined, undefined]);
	});

	test('a media address on a foreign host is not even asked', async () => {
		await bench.run({
			parameters: media(`${bench.sandbox.foreignUrl}/files/photo.png?fileName=x.png`),
			onError: 'continueRegularOutput',
		});
		expect(bench.received('foreign')).toEqual([]);
	});
});
