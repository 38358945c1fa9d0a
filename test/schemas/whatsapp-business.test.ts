import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Payload } from '../../nodes/shared/webhooks/payload';
import { SleepingExecution } from '../harness';
import { messages } from '../whatsapp-business-trigger/payloads';
import { fileItem } from '../wati/setup';
import { listExamples } from '../whatsapp-business/direct/every-operation';
import { ADA, NODE, op, send, useMeta } from '../whatsapp-business/setup';
import { useResumedTrigger } from './resumed-trigger';
import { holdAgainstSchema, operationsOf } from './node-schemas';

const meta = useMeta({ mediaUrls: 'gateway' });

const EXAMPLES = listExamples(meta, useResumedTrigger());

const reply = (id: string, content: IDataObject) =>
	messages({
		metadata: { phone_number_id: '100200300400601' },
		contacts: [{ profile: { name: 'Ada' }, wa_id: ADA }],
		messages: [{ from: ADA, id, ...content }],
	});

const delivered = (more: IDataObject) =>
	messages({ statuses: [{ id: 'wamid.1', timestamp: '1795169900', recipient_id: ADA, ...more }] });

const failed = { status: 'failed', errors: [{ code: 131026, title: 'Message undeliverable' }] };

/** Operations that sleep: what they are run with, and what wakes them. */
const WAITS: Record<string, Array<{ parameters: INodeParameters; call: Payload }>> = {
	'message/sendAndWait': ['Approve', 'Only half'].map((words) => ({
		parameters: send('sendAndWait', {
			message: 'May it be refunded?',
			options: { eventsElsewhere: true },
		}),
		call: reply(`wamid.in.${words}`, { type: 'text', text: { body: words } }),
	})),
	'message/sendAndWaitForReply': [
		{
			parameters: send('sendAndWaitForReply', {
				messageText: 'When?',
				options: { eventsElsewhere: true },
			}),
			call: reply('wamid.in.1', { type: 'text', text: { body: 'Now' } }),
		},
		{
			parameters: send('sendAndWaitForReply', {
				messageText: 'How many?',
				acceptedAnswers: 'number',
				mostTries: 1,
				options: { eventsElsewhere: true },
			}),
			call: reply('wamid.in.2', { type: 'text', text: { body: 'Many' } }),
		},
	],
	'message/waitForDelivery': [{ status: 'delivered' }, failed].map((more) => ({
		parameters: op('message', 'waitForDelivery', {
			messageId: 'wamid.1',
			options: { eventsElsewhere: true },
		}),
		call: delivered(more),
	})),
};

test('every operation of the node is among the examples', async () => {
	expect(await operationsOf('matonWhatsAppBusiness')).toEqual(
		Object.keys({ ...EXAMPLES, ...WAITS }).sort(),
	);
});

test.each(Object.keys(EXAMPLES))('%s returns what its schema says', async (operation) => {
	const outputs: IDataObject[] = [];
	for (const parameters of EXAMPLES[operation]!()) {
		const items = [await fileItem('bytes', 'a.png', 'image/png')];
		const { items: output, error } = await meta.run({ parameters, items });
		expect(error).toBeUndefined();
		outputs.push(...output.map(({ json }) => json));
	}
	holdAgainstSchema('MatonWhatsAppBusiness', operation, outputs);
});

test.each(Object.keys(WAITS))('%s returns what its schema says', async (operation) => {
	const outputs: IDataObject[] = [];
	for (const { parameters, call } of WAITS[operation]!) {
		const execution = await SleepingExecution.start({
			node: NODE,
			parameters,
			credentials: meta.credentials(),
			items: [{}],
		});
		await execution.post(call);
		expect([execution.error, execution.sleeps]).toEqual([undefined, false]);
		const items = [...execution.output(0), ...execution.output(1)];
		outputs.push(...items.map(({ json }) => json));
	}
	holdAgainstSchema('MatonWhatsAppBusiness', operation, outputs);
});
