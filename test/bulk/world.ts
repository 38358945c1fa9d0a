import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { RecordedRequest, Sandbox } from '../../sandbox';
import { runNode, type RunOptions, type RunResult } from '../harness';
import { useSandbox } from '../sandbox/use-sandbox';

export const TO_MANY_V2 = 'POST /api/v2/sendTemplateMessages';

/** A sandbox without limits for the tests of a file: pacing has tests of its own. */
export function useWorld(opened: (sandbox: Sandbox) => void): void {
	useSandbox(opened, { plan: 'off', gatewayPerSecond: 0 });
}

/** Items of made-up people; the numbers are in a row. */
export function people(count: number, first = 14155560000): IDataObject[] {
	return Array.from({ length: count }, (_, index) => ({
		phone: String(first + index),
		name: `Person ${index}`,
		order: `A-${index}`,
	}));
}

/** What a user fills in as the number of each item. */
export function numberFrom(value: string) {
	return { __rl: true, mode: 'number', value };
}

/** What a user fills in to send the demo's `order_update` to each item. */
export function itemParameters(more: INodeParameters = {}): INodeParameters {
	return {
		resource: 'template',
		operation: 'sendToMany',
		template: { __rl: true, mode: 'name', value: 'order_update' },
		recipientsFrom: 'items',
		whatsappNumber: numberFrom('={{ $json.phone }}'),
		templateParameters: {
			mappingMode: 'defineBelow',
			value: { name: '={{ $json.name }}', ordernumber: '={{ $json.order }}' },
		},
		...more,
	};
}

/** Runs Send to Many against the sandbox. */
export async function sendToMany(
	sandbox: Sandbox,
	items: IDataObject[],
	{ parameters = {}, ...options }: Partial<RunOptions> = {},
): Promise<RunResult> {
	return await runNode({
		parameters: itemParameters(parameters),
		items,
		credentials: {
			matonApi: {
				apiKey: sandbox.matonKey,
				connectionId: sandbox.connectionId,
				gatewayUrl: sandbox.url,
			},
		},
		...options,
	});
}

/** The recorded calls to many. */
export function bulkCalls(sandbox: Sandbox): RecordedRequest[] {
	return sandbox.requests.filter(({ endpoint }) => endpoint.endsWith('/sendTemplateMessages'));
}

/** Numbers in the body of each recorded call. */
export function sentNumbers(sandbox: Sandbox): string[][] {
	return bulkCalls(sandbox).map(({ body }) =>
		(body as { receivers: Array<{ whatsappNumber: string }> }).receivers.map(
			({ whatsappNumber }) => whatsappNumber,
		),
	);
}

/** The code of a failed item; undefined for a sent one. */
export function getErrorCode({ json }: INodeExecutionData): string | undefined {
	return (json.details as { code?: string } | undefined)?.code;
}

/** Which input item each output item belongs to. */
export function pairs(items: INodeExecutionData[]): unknown[] {
	return items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
}

/** How often each number got a message. */
export function delivered(sandbox: Sandbox, numbers: string[]): number[] {
	return numbers.map((number) => sandbox.messagesTo(number).length);
}
