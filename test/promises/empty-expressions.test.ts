import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { RunResult } from '../harness';
import {
	ADA,
	byId,
	direct,
	named,
	number,
	operation,
	textTo,
	useBench,
	windowOf,
} from '../wati/setup';
import { op, picked, send, useMeta } from '../whatsapp-business/setup';

/** An expression that gives nothing for each of {@link NOTHING}. */
const VALUE = '={{ $json.value }}';
const NOTHING = [{}, { value: null }, { value: '' }, { value: '  ' }];

type Case = [label: string, parameters: INodeParameters];

const toAda = { whatsappNumber: number(ADA), template: named('welcome') };
const text = (options: INodeParameters): INodeParameters => ({ ...textTo(ADA), options });
const template = (options: INodeParameters) => operation('template', 'send', { ...toAda, options });
const toMany = (options: INodeParameters) =>
	operation('template', 'sendToMany', { ...toAda, recipientsFrom: 'items', options });

const throughChannel = direct('template', 'send', {
	...toAda,
	options: { channelNumber: byId(VALUE) },
});
const chatOfChannel = direct('conversation', 'updateStatus', {
	whatsappNumber: number(ADA),
	chatStatus: 'open',
	options: { channel: byId(VALUE) },
});

/** What a run made of each item: the message, the code and the item it names. */
const failures = ({ items }: RunResult) =>
	items.map(({ json: { error, details } }) => {
		const { code, itemIndex } = details as IDataObject;
		return { error, code, itemIndex };
	});

const refusedAll = (error: string) =>
	NOTHING.map((_, itemIndex) => ({ error, code: 'input-invalid', itemIndex }));

const returnedNothing = (label: string) =>
	refusedAll(`The expression in '${label}' returned nothing`);

const onNothing = { items: NOTHING, onError: 'continueRegularOutput' } as const;

describe('WATI: an option whose expression gives nothing', () => {
	const bench = useBench();

	test.each<Case>([
		['Default Country', text({ defaultCountryCode: VALUE })],
		['Connection', text({ connection: byId(VALUE) })],
		['Channel Number', text({ channelPhoneNumber: byId(VALUE) })],
		['Reply To Message ID', text({ replyContextId: VALUE })],
		['If Closed', text(windowOf(VALUE))],
		['API Version', template({ apiVersion: VALUE })],
		['Channel Number', throughChannel],
		['Channel', chatOfChannel],
		['Default Country', toMany({ defaultCountryCode: VALUE })],
		['Connection', toMany({ connection: byId(VALUE) })],
	])('%s: is refused before a request', async (label, parameters) => {
		expect(failures(await bench.run({ parameters, ...onNothing }))).toEqual(returnedNothing(label));
		expect(bench.requests).toEqual([]);
	});

	test('Opt-Out Attribute: is not the usual attribute', async () => {
		const parameters = template({ respectOptOut: true, optOutAttribute: VALUE });
		expect(failures(await bench.run({ parameters, ...onNothing }))).toEqual(
			refusedAll("The option 'Opt-Out Attribute' is empty"),
		);
		expect(bench.requests).toEqual([]);
	});

	test('is refused only for the items it gives nothing for', async () => {
		const [national, inBrazil] = ['51987654321', '5551987654321'];
		for (const number of [national, inBrazil]) bench.sandbox.openWindow(number);
		const parameters = { ...textTo(national), options: { defaultCountryCode: VALUE } };
		await bench.run({ parameters, items: [{ value: 'BR' }, {}], onError: 'continueRegularOutput' });
		const received = [national, inBrazil].map((number) => bench.sandbox.messagesTo(number).length);
		expect(received).toEqual([0, 1]);
	});

	test('is not a field that was left empty by hand', async () => {
		const parameters = text({
			defaultCountryCode: '',
			connection: byId(''),
			channelPhoneNumber: byId(' '),
			replyContextId: '',
		});
		expect((await bench.run({ parameters })).items[0]?.json.accepted).toBe(true);
	});
});

describe('WhatsApp Business: a field whose expression gives nothing', () => {
	const meta = useMeta();
	const sendText = (more: INodeParameters) => send('sendText', { messageText: 'Hi', ...more });
	const sendTemplate = (options: INodeParameters) =>
		send('sendTemplate', { template: picked('tested|en_US'), options });

	test.each<Case>([
		['Business Phone Number', sendText({ phoneNumberId: byId(VALUE) })],
		['Default Country', sendText({ options: { defaultCountryCode: VALUE } })],
		['Connection', sendText({ options: { connection: byId(VALUE) } })],
		['Reply To Message ID', sendText({ options: { replyToMessageId: VALUE } })],
		['Language', sendTemplate({ language: VALUE })],
		['Marketing Messages API', sendTemplate({ marketingMessages: VALUE })],
		['Emoji', send('sendReaction', { messageId: 'wamid.B1', emoji: VALUE })],
		['Business Account', op('template', 'getAll', { businessAccountId: byId(VALUE) })],
	])('%s: is refused before a request', async (label, parameters) => {
		const credentials = meta.credentials({ phoneNumberId: '100200300400603' });
		const run = await meta.run({ parameters, credentials, ...onNothing });
		expect(failures(run)).toEqual(returnedNothing(label));
		expect(meta.bench.requests).toEqual([]);
	});
});
