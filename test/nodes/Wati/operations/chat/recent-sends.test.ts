import {
	digestContent,
	listRecentSends,
	nameSend,
	recordSend,
} from '../../../../../nodes/Wati/operations/chat/recent-sends';

const TEXT = { kind: 'text', text: 'Ready', sentAt: 1, values: [] } as const;
const content = digestContent(TEXT);
let contacts = 0;
const createContact = () => `1415555${(contacts += 1)}`;
const leave = (number: string) =>
	recordSend('t', number, { sentAt: Date.now(), content, names: [] });

it('knows what was sent to a contact of an account, until it is removed', () => {
	const number = createContact();
	const { change, remove } = leave(number);
	change({ names: ['m1'] });
	expect(listRecentSends('t', number)).toEqual([{ sentAt: Date.now(), content, names: ['m1'] }]);
	expect(listRecentSends('other', number)).toEqual([]);
	remove();
	expect(listRecentSends('t', number)).toEqual([]);
});

it('forgets after ten minutes', async () => {
	const number = createContact();
	leave(number);
	await new Promise((resolve) => setTimeout(resolve, 600_000));
	expect(listRecentSends('t', number)).toEqual([]);
});

it('names the send that left then, or adds one', () => {
	const number = createContact();
	leave(number);
	nameSend('t', number, { sentAt: Date.now(), content, names: ['m1'] });
	nameSend('t', number, { sentAt: Date.now(), content, names: ['m2'] });
	expect(listRecentSends('t', number).map(({ names }) => names)).toEqual([['m1'], ['m2']]);
});

it('keeps the 10,000 contacts that were written to last', () => {
	const first = createContact();
	leave(first);
	for (let at = 0; at < 10_000; at++) leave(createContact());
	expect(listRecentSends('t', first)).toEqual([]);
});

it('tells texts and kinds apart, and templates by their name', () => {
	const template = { ...TEXT, kind: 'template', template: 'a' } as const;
	const all = [TEXT, { ...TEXT, text: 'Go' }, { ...TEXT, kind: 'file' as const }, template];
	expect(new Set(all.map(digestContent)).size).toBe(4);
	expect(digestContent({ ...template, text: 'rendered' })).toBe(digestContent(template));
});
