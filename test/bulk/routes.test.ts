import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { RESOURCES } from '../../nodes/Wati/resources';
import { Wati } from '../../nodes/Wati/Wati.node';
import type { Sandbox } from '../../sandbox';
import { runNode } from '../harness';
import { bulkCalls, pairs, sendToMany, useWorld } from './world';

let sandbox: Sandbox;
useWorld((opened) => (sandbox = opened));

const order = (name: string, number: string) => ({
	pair: [
		{ name: 'name', value: name },
		{ name: 'ordernumber', value: number },
	],
});

describe('lists in one item', () => {
	it('form: one output item per recipient, each item in its own call', async () => {
		const recipient = ['14155560001', '14155560002'].map((whatsappNumber) => ({
			whatsappNumber,
			parameters: order('Ada', '={{ $json.number }}'),
		}));
		const { items } = await sendToMany(sandbox, [{ number: 'A-1' }, { number: 'A-2' }], {
			parameters: { recipientsFrom: 'form', recipients: { recipient } },
		});
		expect(bulkCalls(sandbox)).toHaveLength(2);
		expect(pairs(items)).toEqual([0, 0, 1, 1]);
		expect(items[0]?.json).toEqual({
			accepted: true,
			whatsappNumber: '14155560001',
			localMessageId: expect.any(String) as string,
		});
		expect(
			sandbox.messagesTo('14155560002').map(({ template }) => template?.parameters[1]?.value),
		).toEqual(['A-1', 'A-2']);
	});

	it('JSON: a list of 1,200 goes out in two calls', async () => {
		const recipients = Array.from({ length: 1200 }, (_, index) => ({
			whatsappNumber: String(14155560000 + index),
			parameters: { name: 'Ada', ordernumber: `A-${index}` },
		}));
		const { items, error } = await sendToMany(sandbox, [{ recipients }], {
			parameters: { recipientsFrom: 'json', recipientsJson: '={{ $json.recipients }}' },
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1200);
		expect(bulkCalls(sandbox)).toHaveLength(2);
	});

	it('keeps the pause that the user set between items', async () => {
		const started = Date.now();
		await sendToMany(sandbox, [{}, {}, {}], {
			parameters: {
				recipientsFrom: 'json',
				recipientsJson: '[{ "whatsappNumber": "14155560001" }]',
				template: { __rl: true, mode: 'name', value: 'welcome' },
				requestOptions: { batching: { batch: { batchSize: 1, batchInterval: 300 } } },
			},
		});
		expect(Date.now() - started).toBeGreaterThan(590);
		expect(bulkCalls(sandbox)).toHaveLength(3);
	});
});

describe('routes run for each item', () => {
	const { description } = new Wati();
	const shows = ({ displayOptions }: INodeProperties, resource: string, operation: string) =>
		displayOptions?.show?.resource?.includes(resource) === true &&
		displayOptions.show.operation?.includes(operation) === true;

	const walked = RESOURCES.flatMap(({ value, operations }) =>
		operations
			.filter(({ run }) => run === undefined)
			.map((operation) => [value, String(operation.option.value), operation] as const),
	);
	const routed = walked.filter(([, , { option }]) => option.routing?.request !== undefined);

	it('are those of all operations but the ones that make their result themselves', () => {
		expect(routed.length).toBeGreaterThan(40);
		const others = walked.filter((one) => !routed.includes(one));
		expect(others.map(([, , { steps }]) => typeof steps)).toEqual(others.map(() => 'function'));
	});

	it.each(routed)('%s/%s has its whole route at the operation', (resource, name, operation) => {
		const list = description.properties.find(
			(property) =>
				property.name === 'operation' && property.displayOptions?.show?.resource?.[0] === resource,
		);
		const option = (list?.options as INodePropertyOptions[])?.find(({ value }) => value === name);
		expect(option?.routing?.request).toMatchObject({
			method: expect.any(String) as string,
			url: expect.stringMatching(/^\/(api|connections)/) as string,
		});
		const fields = description.properties.filter((property) => shows(property, resource, name));
		expect(fields).toHaveLength(operation.fields.length);
		expect(JSON.stringify(fields)).not.toContain('"routing"');
	});

	it('reads a credential once for all items', async () => {
		const { credentialReads, items } = await runNode({
			parameters: {
				resource: 'template',
				operation: 'send',
				template: { __rl: true, mode: 'name', value: 'welcome' },
				whatsappNumber: { __rl: true, mode: 'number', value: '={{ $json.phone }}' },
			},
			items: [{ phone: '14155560001' }, { phone: '14155560002' }],
			credentials: {
				matonApi: {
					apiKey: sandbox.matonKey,
					connectionId: sandbox.connectionId,
					gatewayUrl: sandbox.url,
				},
			},
		});
		expect(items.map(({ json }) => json.whatsappNumber)).toEqual(['14155560001', '14155560002']);
		expect(credentialReads).toEqual({ matonApi: 1 });
	});
});
