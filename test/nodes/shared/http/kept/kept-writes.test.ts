import { parse, stringify } from 'flatted';
import type { IDataObject, INode } from 'n8n-workflow';

import { KeptWrites } from '../../../../../nodes/shared/http/kept/kept-writes';
import { NODE } from '../../../../harness/node';

/** A node in one of its runs, and what n8n stores for it. */
function inRun(
	stored: IDataObject = {},
	{ run = 0, node = NODE, caller = NODE.name }: { run?: number; node?: INode; caller?: string } = {},
) {
	const source = { main: [{ previousNode: 'Before', previousNodeRun: run }] };
	return {
		getContext: () => stored,
		getNode: () => node,
		getExecuteData: () => ({ node: { ...NODE, name: caller }, data: {}, source }),
	};
}

const key = (item: number) => [item, 'send', 'sale', ['14155550101']];
const answer = { localMessageId: '38aca0c0-f80a-409c-81ed-a3472a0c5c29', isValidWhatsAppNumber: true };

test('what was kept is there in another execution, for the same run and write alone', () => {
	const stored: IDataObject = {};
	const kept = KeptWrites.of(inRun(stored))!;
	kept.keep(key(0), { outcome: 'accepted', answer });
	kept.keep(key(1), { outcome: 'unknown', sentAt: 5, isInstead: true });
	kept.keep(key(2), { outcome: 'left-out' });
	const read = parse(stringify(stored)) as IDataObject;
	const later = KeptWrites.of(inRun(read))!;
	expect([0, 1, 2, 3].map((item) => later.find(key(item)))).toEqual([
		{ outcome: 'accepted', answer },
		{ outcome: 'unknown', sentAt: 5, isInstead: true },
		{ outcome: 'left-out' },
		undefined,
	]);
	expect(KeptWrites.of(inRun(read, { run: 1 }))!.find(key(0))).toBeUndefined();
	later.drop(key(0));
	later.drop(key(3));
	expect(later.find(key(0))).toBeUndefined();
	expect(read.sent).toMatchObject({ count: 2 });
	KeptWrites.clear(inRun(read));
	expect(read).toEqual({});
});

test('an agent that calls the node as a tool begins anew', () => {
	expect(KeptWrites.of(inRun({}, { caller: 'AI Agent' }))).toBeUndefined();
	const tool = { ...NODE, type: 'n8n-nodes-maton-wati.watiTool' };
	expect(KeptWrites.of(inRun({}, { node: tool }))).toBeUndefined();
});

test('10,000 messages take less than 1.3 MB; beyond, only that they left, and no more than 100,000', () => {
	const stored: IDataObject = {};
	const kept = KeptWrites.of(inRun(stored))!;
	const keep = (from: number, to: number) => {
		for (let item = from; item < to; item++) kept.keep(key(item), { outcome: 'accepted', answer });
	};
	keep(0, 10_000);
	expect(stringify(stored).length).toBeLessThan(1_300_000);
	keep(10_000, 100_001);
	expect(kept.find(key(9_999))).toEqual({ outcome: 'accepted', answer });
	expect(kept.find(key(10_000))).toEqual({ outcome: 'accepted' });
	expect(kept.find(key(99_999))).toEqual({ outcome: 'accepted' });
	expect(kept.find(key(100_000))).toBeUndefined();
	kept.keep(key(5), { outcome: 'unknown', sentAt: 1 });
	expect(kept.find(key(5))).toEqual({ outcome: 'unknown', sentAt: 1 });
});
