import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import {
	ADA,
	BEN,
	FATIMA,
	mapped,
	named,
	number,
	operation,
	shown,
	textTo,
	useBench,
} from '../wati/setup';

const page = readFileSync(join(__dirname, '../../docs/sending.md'), 'utf8');
const bench = useBench();

/** What the page shows under a name, e.g. ```` ```json preview ````. */
function block(kind: 'json' | 'text', name: string): string {
	const [, text] = new RegExp(`\`\`\`${kind} ${name}\\n([^]*?)\n\`\`\``).exec(page) ?? [];
	if (text === undefined) throw new Error(`The page has no block "${name}"`);
	return text;
}

const example = (name: string) => JSON.parse(block('json', name)) as IDataObject;

const toMany = (delivery: IDataObject) =>
	operation('template', 'sendToMany', {
		template: named('order_update'),
		recipientsFrom: 'items',
		whatsappNumber: number('={{ $json.phone }}'),
		templateParameters: mapped({ name: '={{ $json.name }}', ordernumber: '={{ $json.order }}' }),
		options: delivery as never,
	});
const people = [
	{ phone: ADA, name: 'Ada', order: 'A-1' },
	{ phone: BEN, name: 'Ben', order: 'A-2' },
];
const onError = 'continueRegularOutput' as const;

test('one call for many, with what it cost', async () => {
	const { items } = await bench.run({ parameters: toMany({ includeUsage: true }), items: people });
	const localMessageId = expect.any(String) as string;
	const usage = example('usage');
	expect(items[0]?.json).toEqual({ ...example('many'), localMessageId, usage });
});

test('a preview', async () => {
	const { items } = await bench.run({ parameters: toMany({ previewOnly: true }), items: people });
	const { request, ...rest } = example('preview');
	expect(items[0]?.json).toMatchObject(rest);
	const { method, url } = request as { method: string; url: string };
	expect(items[0]?.json.request).toMatchObject({
		method,
		url: url.replace('https://api.maton.ai', bench.sandbox.url),
	});
});

test('an unknown outcome', async () => {
	const endpoint = 'POST /api/v1/sendSessionMessage/{whatsappNumber}';
	bench.sandbox.addFault({ endpoint, kind: 'dropAfter' });
	const { items } = await bench.run({ parameters: textTo(), onError });
	expect(items[0]?.json).toEqual(example('unknown'));
});

test('a refusal of the guard', async () => {
	const parameters = { ...textTo(), options: { agentLimits: { allowedNumbers: '49*' } } };
	const { items } = await bench.run({ parameters, onError });
	expect(items[0]?.json).toEqual(example('guard'));
});

test('somebody who opted out', async () => {
	const change = operation('contact', 'setOptOut', {
		whatsappNumber: number(ADA),
		optOutChange: 'out',
	});
	await bench.run({ parameters: change });
	const parameters = { ...textTo(), options: { respectOptOut: true } };
	const { items } = await bench.run({ parameters });
	expect(items[0]?.json).toEqual(example('left-out'));
});

test('a node that stops', async () => {
	const items = [{ to: ADA }, { to: FATIMA }, { to: BEN }];
	const result = await bench.run({ parameters: textTo('={{ $json.to }}'), items });
	expect(shown(result).description).toContain(block('text', 'stop'));
});
