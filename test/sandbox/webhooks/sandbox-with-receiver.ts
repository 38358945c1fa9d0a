import { startSandbox, type Sandbox } from '../../../sandbox';
import type { Payload } from '../../../sandbox/webhooks/interface';
import { EVENT_TYPES } from '../../../sandbox/webhooks/names';
import { samplePayload } from '../../../sandbox/webhooks/samples';
import { wati } from '../client';
import { startReceiver, type Receiver } from './receiver';

export const ADA = '14155550101';
export const ISO_7 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/;
export const SECONDS = /^\d{10}$/;

/** A sandbox with one webhook that wants everything, and the server behind it. */
export interface SandboxWithReceiver {
	sandbox: Sandbox;
	receiver: Receiver;
	/** What arrived once everything is through. */
	arrived(): Promise<Payload[]>;
	/** The first of that name. */
	named(eventType: string): Promise<Payload>;
	sendTemplate(
		whatsappNumber: string,
		name: string,
		values?: Record<string, string>,
	): ReturnType<typeof wati>;
	/** wamid of the latest message on Ada's phone. */
	onPhone(): string;
	/** Starts over, with the webhook. */
	renew(): Promise<void>;
	close(): Promise<void>;
}

/** Starts both. */
export async function startWithReceiver(): Promise<SandboxWithReceiver> {
	const receiver = await startReceiver();
	const sandbox = await startSandbox({ plan: 'off', deliveredAfterMs: 2, readAfterMs: 2 });
	const arrived = async () => {
		await sandbox.webhooksSettled();
		return receiver.arrivals.map(({ body }) => body);
	};
	return {
		sandbox,
		receiver,
		arrived,
		async named(eventType) {
			const found = (await arrived()).find((body) => body.eventType === eventType);
			if (!found) throw new Error(`No ${eventType} among ${receiver.names().join(', ')}`);
			return found;
		},
		async sendTemplate(whatsappNumber, name, values = {}) {
			const path = `/api/v1/sendTemplateMessage?whatsappNumber=${whatsappNumber}`;
			return await wati(sandbox, 'POST', path, {
				template_name: name,
				broadcast_name: 'b',
				parameters: Object.entries(values).map(([key, value]) => ({ name: key, value })),
			});
		},
		onPhone: () => sandbox.messagesTo(ADA).at(-1)?.id ?? '',
		async renew() {
			await sandbox.webhooksSettled();
			sandbox.reset();
			receiver.arrivals.length = 0;
			sandbox.registerWebhook({
				url: `${receiver.url}/hook`,
				eventTypes: [...EVENT_TYPES],
				phoneNumber: '14155550100',
			});
		},
		async close() {
			await sandbox.close();
			await receiver.close();
		},
	};
}

/** The fields of the documented example. */
export function documented(eventType: string): string[] {
	return Object.keys(samplePayload(eventType, '14155550100'));
}
