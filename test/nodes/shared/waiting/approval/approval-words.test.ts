import { readDecision } from '../../../../../nodes/shared/waiting/approval/approval-words';

const labels = { approve: 'Refund it', decline: 'Keep' };
const decide = (text: string | null, own = labels) => {
	const { approved, words } = readDecision(text, own);
	return [approved, words];
};

test.each([
	'refund it',
	' Refund  it! ',
	'Yes',
	'OK.',
	'sí',
	'oui',
	'да',
	'نعم',
	'हाँ',
	'はい',
	'👍',
])('%s approves', (text) => expect(decide(text)).toEqual([true, null]));

test.each(['Keep', 'no', 'Nein!', 'não', 'لا', 'नहीं', '👎', '', ' ', null])(
	'%s declines without words',
	(text) => expect(decide(text)).toEqual([false, null]),
);

test.each(['yes please wait', 'not ok', 'Refund it tomorrow', 'yes no'])(
	'%s declines with its words',
	(text) => expect(decide(text)).toEqual([false, text]),
);

test.each([
	'ok?',
	'Refund it?',
	'Sure??',
	'да?',
	'はい？',
	'نعم؟',
	'✅?',
	'ναι;',
	'no?',
	'?',
	'¿Sí?',
	'OK ❓',
])('%s asks back, which declines with its words', (text) =>
	expect(decide(text)).toEqual([false, text]),
);

test.each(['Ano', 'tak', 'y', 'igen', 'da', 'nai'])(
	'%s means something else in another language, and declines with its words',
	(text) => expect(decide(text)).toEqual([false, text]),
);

test('a button whose text is a question approves by a tap', () => {
	expect(decide('Approve?', { approve: 'Approve?', decline: 'Decline?' })).toEqual([true, null]);
	expect(decide('Decline?', { approve: 'Approve?', decline: 'Decline?' })).toEqual([false, null]);
});

test('a button that declines does so whatever its word means elsewhere', () => {
	expect(decide('Yes', { approve: 'Stay', decline: 'Yes' })).toEqual([false, null]);
});
