import type { IDataObject } from 'n8n-workflow';

import {
	ADA,
	FATIMA,
	fileItem,
	named,
	number,
	operation,
	pairs,
	shown,
	textTo,
	useBench,
	windowOf,
} from '../wati/setup';

const bench = useBench();
const delivery = { previewOnly: true };

/** Nothing that changes anything left. */
function expectNoWrite(): void {
	expect(bench.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
}

async function preview(parameters: Parameters<typeof bench.run>[0]): Promise<IDataObject> {
	const { items, error } = await bench.run({
		...parameters,
		parameters: { options: delivery, ...parameters.parameters },
	});
	expect(error).toBeUndefined();
	expectNoWrite();
	return items[0]!.json;
}

it('Send Text shows text and request, and costs no call itself', async () => {
	const previewed = await preview({ parameters: textTo(ADA, 'Hi there') });
	expect(Object.keys(previewed).at(-1)).toBe('request');
	expect(previewed).toEqual({
		preview: true,
		text: 'Hi there',
		recipients: 1,
		request: {
			method: 'POST',
			url: `${bench.sandbox.url}/wati/api/v1/sendSessionMessage/${ADA}`,
			qs: { messageText: 'Hi there' },
			body: { messageText: 'Hi there' },
		},
		calls: 1,
		findings: [],
	});
	expect(bench.requests).toHaveLength(0);
});

it('shows all that is wrong with the input, as findings', async () => {
	const { findings } = await preview({ parameters: textTo('letters', ' ') });
	expect(findings).toEqual([
		expect.stringContaining("The field 'Contact Number' contains no WhatsApp number: letters"),
		expect.stringContaining("The field 'Text' is empty"),
	]);
});

it.each([
	[['letters', ADA], ['1 of 2 previews found problems. See "findings" before you send.']],
	[['letters'], ['The preview found problems. See "findings" before you send.']],
	[[ADA], []],
])('previews of %j warn above the output: %j', async (people, messages) => {
	const { hints } = await bench.run({
		items: people.map((person) => ({ json: { person } })),
		parameters: { ...textTo('={{ $json.person }}', 'Hi'), options: delivery },
	});
	expect(hints.map(({ message }) => message)).toEqual(messages);
});

it('a file is described, never shown', async () => {
	const items = [await fileItem('%PDF-1.4 secret', 'bill.pdf', 'application/pdf')];
	const parameters = operation('message', 'sendFile', {
		whatsappNumber: number(ADA),
		caption: 'Bill',
	});
	expect(await preview({ parameters, items })).toMatchObject({
		text: 'Bill',
		request: { body: { file: { fileName: 'bill.pdf', mimeType: 'application/pdf', size: 15 } } },
		findings: [],
	});
});

it('a file that cannot be fetched is a finding', async () => {
	const parameters = operation('message', 'sendFile', {
		whatsappNumber: number(ADA),
		fileSource: 'url',
		fileUrl: `${bench.sandbox.foreignUrl}/status?code=404`,
	});
	const { findings } = await preview({ parameters });
	expect(findings).toEqual([expect.stringContaining('answered with status 404')]);
});

it('buttons and lists show what a customer reads', async () => {
	const parameters = operation('message', 'sendButtons', {
		whatsappNumber: number(ADA),
		headerType: 'text',
		headerText: 'Order',
		bodyText: 'Ready?',
		buttons: { button: [{ text: 'Yes' }, { text: 'No' }] },
	});
	expect((await preview({ parameters })).text).toBe('Order\nReady?\n[Yes]\n[No]');
});

const template = (name: string, values: Record<string, string>) =>
	operation('template', 'send', {
		whatsappNumber: number(ADA),
		template: named(name),
		additionalParameters: pairs(values),
	});

it('a template is rendered, and the list is read once for all items', async () => {
	const { items } = await bench.run({
		parameters: {
			...template('order_update', { name: '={{ $json.name }}', ordernumber: 'A1' }),
			options: delivery,
		},
		items: [{ name: 'Ada' }, { name: 'Ben' }, { name: 'Cyd' }],
	});
	expect(items.map(({ json }) => json.text)).toEqual([
		'Hi Ada, order A1 shipped.',
		'Hi Ben, order A1 shipped.',
		'Hi Cyd, order A1 shipped.',
	]);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
	expect(bench.count('GET /api/v1/getMessageTemplates')).toBe(1);
	expectNoWrite();
});

it.each([
	['no_such_one', {}, "WATI has no template named 'no_such_one'"],
	['spring_sale', { name: 'Ada', discount: '5%' }, "'spring_sale' is PENDING"],
	['order_update', { name: 'Ada' }, "needs a value for 'ordernumber'"],
])('template %s with %p: %s', async (name, values, finding) => {
	const { findings } = await preview({ parameters: template(name, values) });
	expect(findings).toEqual([expect.stringContaining(finding)]);
});

it('a template without the list says that it could not be read', async () => {
	bench.sandbox.addFault({
		endpoint: 'GET /api/v1/getMessageTemplates',
		kind: 'status',
		status: 403,
		times: 0,
	});
	const { findings } = await preview({ parameters: template('welcome', {}) });
	expect(findings).toEqual([expect.stringContaining('The templates could not be read')]);
});

it.each(['json', 'form'])('Send to Many from %s: one preview per item', async (recipientsFrom) => {
	const people = ['14155556001', '14155556002'];
	const parameters = operation('template', 'sendToMany', {
		template: named('order_update'),
		recipientsFrom,
		recipientsJson: JSON.stringify([
			{ whatsappNumber: people[0], parameters: { name: 'Ada', ordernumber: '1' } },
			{ whatsappNumber: people[1], parameters: { name: 'Ben' } },
		]),
		recipients: {
			recipient: [
				{ whatsappNumber: people[0], parameters: pairs({ name: 'Ada', ordernumber: '1' }) },
				{ whatsappNumber: people[1], parameters: pairs({ name: 'Ben' }) },
			],
		},
	});
	expect(await preview({ parameters })).toMatchObject({
		preview: true,
		text: 'Hi Ada, order 1 shipped.',
		calls: 1,
		findings: [`${people[1]}: the template needs a value for 'ordernumber'`],
	});
});

it('Send to Many counts the calls', async () => {
	const list = Array.from({ length: 2_001 }, (_, index) => ({
		whatsappNumber: String(14_155_560_000 + index),
	}));
	const parameters = operation('template', 'sendToMany', {
		template: named('welcome'),
		recipientsFrom: 'json',
		recipientsJson: JSON.stringify(list),
	});
	expect(await preview({ parameters })).toMatchObject({
		recipients: 2_001,
		calls: 3,
		findings: [],
	});
});

it('Send via CSV shows the first row, and what the template lacks in all', async () => {
	const csv = 'CountryCode,Phone,name\n+1,4155556001,"Ada, L."\n';
	const parameters = operation('template', 'sendViaCsv', { template: named('order_update') });
	const items = [await fileItem(csv, 'people.csv', 'text/csv')];
	expect(await preview({ parameters, items })).toMatchObject({
		text: 'Hi Ada, L., order {{ordernumber}} shipped.',
		findings: ["14155556001: the template needs a value for 'ordernumber'"],
		request: { body: { whatsapp_numbers_csv: { fileName: 'people.csv', size: csv.length } } },
	});
});

it.each([true, false])('Send via CSV previews what it sends, with bad rows too, Skip Invalid Rows %s', async (leaveOutBadRows) => {
	const csv =
		'Phone,name,ordernumber\n14155556001,Ada,7\nnobody,Ben,8\n14155556001,Cyd,9\n14155556002,Di,\n';
	const send = operation('template', 'sendViaCsv', { template: named('order_update') });
	const options = { leaveOutBadRows };
	const parameters = { ...send, options: { ...options, ...delivery } };
	const items = [await fileItem(csv, 'people.csv', 'text/csv')];
	const previewed = await preview({ parameters, items });
	expect(previewed).toMatchObject({ text: 'Hi Ada, order 7 shipped.', recipients: 1, calls: 1 });
	const sent = await bench.run({ parameters: { ...send, options }, items });
	if (leaveOutBadRows) {
		const rows = sent.items[0]?.json.leftOut as Array<{ row: number; problem: string }>;
		expect(previewed.findings).toEqual(
			rows.map(({ row, problem }) => `Row ${row} is left out: ${problem}`),
		);
		expect(rows.map(({ row }) => row)).toEqual([3, 4, 5]);
	} else {
		const { message, description } = shown(sent);
		expect(message).toBe("3 of 4 rows of the file in 'Input Binary Field' cannot go");
		expect(previewed.findings).toEqual([`${message}. ${description.replace(' [Item 0]', '')}`]);
		expect(description).toMatch(/^Nothing was sent\. Row 3: .* Row 4: .* Row 5: .*header is row 1/);
	}
});

it('a closed window is a finding when it is checked', async () => {
	const parameters = { ...textTo(FATIMA), options: { ...delivery, ...windowOf('stop') } };
	expect(await preview({ parameters })).toMatchObject({
		calls: 1,
		findings: [expect.stringContaining('The 24-hour window of this chat is closed')],
	});
});

it('shows the template that would be sent instead', async () => {
	const parameters = {
		...textTo(FATIMA),
		options: {
			...delivery,
			...windowOf('template', {
				template: named('order_update'),
				templateParameters: pairs({ name: 'Fatima', ordernumber: '9' }),
			}),
		},
	};
	expect(await preview({ parameters })).toMatchObject({
		text: 'Hi Fatima, order 9 shipped.',
		sentInstead: 'template',
		findings: ['The 24-hour window is closed, so the template is sent instead'],
		calls: 2,
		request: { qs: { whatsappNumber: FATIMA }, body: { template_name: 'order_update' } },
	});
});

it('a switch that stayed on does nothing in operations that do not send', async () => {
	const parameters = operation('message', 'getAll', {
		whatsappNumber: number(ADA),
		options: delivery,
	});
	const { items } = await bench.run({ parameters });
	expect(items[0]?.json.preview).toBeUndefined();
});
