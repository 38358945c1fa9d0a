import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { takeWhoWrote } from '../../../../nodes/shared/items/who-wrote';

const TYPE = 'n8n-nodes-maton-wati.wati';

/** A run of the node behind a trigger that brought messages, and a script that may have changed their order. */
function createRun(
	events: IDataObject[],
	between: string,
	items: IDataObject[] = [],
	isExecuted = true,
) {
	let scans = 0;
	const trigger = {
		isExecuted,
		itemMatching: (item: number) => ({ json: events[item] }),
		all: () => {
			scans += 1;
			return events.map((json) => ({ json }));
		},
	};
	const parents = [
		{ name: 'On Message', type: `${TYPE}Trigger` },
		{ name: 'Between', type: between },
	];
	const context = {
		getNode: () => ({ name: 'Send', type: TYPE }),
		getInputData: () => events.map((_, item) => ({ json: items[item] ?? {} })),
		getParentNodes: (name: string) => (name === 'Send' ? parents : parents.slice(0, 1)),
		getWorkflowDataProxy: () => ({ $: () => trigger }),
	} as unknown as IExecuteFunctions;
	return { context, countScans: () => scans };
}

const PEOPLE = Array.from({ length: 50 }, (_, at) => ({ whatsappNumber: `14155550${100 + at}` }));
const take = takeWhoWrote('WhatsApp Number');

it('takes who wrote each message, and looks at all of them once in a run', () => {
	const { context, countScans } = createRun(PEOPLE, 'n8n-nodes-base.set');
	const taken = PEOPLE.map((_, item) => take(context, item));
	expect(taken).toEqual(PEOPLE.map(({ whatsappNumber }) => `+${whatsappNumber}`));
	expect(countScans()).toBe(1);
});

it('refuses every item behind a node that may have changed the order, after one look', () => {
	const { context, countScans } = createRun(PEOPLE, 'n8n-nodes-base.code');
	for (const item of PEOPLE.keys()) {
		expect(() => take(context, item)).toThrow("whose order 'Between' may have changed");
	}
	expect(countScans()).toBe(1);
});

it('looks again in the next run', () => {
	const first = createRun(PEOPLE.slice(0, 1), 'n8n-nodes-base.code');
	expect(take(first.context, 0)).toBe('+14155550100');
	const next = createRun(PEOPLE, 'n8n-nodes-base.code');
	expect(() => take(next.context, 0)).toThrow('may have changed');
});

it('takes an item that names the chat of the message for the same person', () => {
	const conversationId = '66f0aa000000000000000061';
	const event = { whatsappNumber: '14155550101', conversationId };
	const ofChat = (whatsappNumber: string) =>
		createRun([event], 'n8n-nodes-base.set', [{ whatsappNumber }]).context;
	expect(take(ofChat(conversationId), 0)).toBe('+14155550101');
	expect(() => take(ofChat('66f0aa000000000000000062'), 0)).toThrow('someone else wrote');
});

it('says to run the trigger where it stands before but has not run', () => {
	const { context } = createRun([{}], 'n8n-nodes-base.set', [], false);
	expect(() => take(context, 0)).toThrow(/neither the item nor a trigger .* run the trigger again/);
});
