import { readOptOutWord } from '../../../../../nodes/shared/webhooks/opt-out/opt-out-words';

test.each([
	['English', 'STOP', 'start'],
	['Spanish', 'Baja', 'alta'],
	['Portuguese', 'SAIR', 'Quero receber'],
	['French', 'ARRÊT', 'reprendre'],
	['German', 'Abmelden', 'Anmelden'],
	['Italian', 'disiscrivimi', 'Iscrivimi'],
	['Dutch', 'afmelden', 'aanmelden'],
	['Indonesian', 'Berhenti', 'mulai'],
	['Hindi', 'बंद करो', 'शुरू करें'],
	['Arabic', 'إلغاء الاشتراك', 'اشتراك'],
])('%s has words for both', (_language, out, into) => {
	expect([readOptOutWord(out), readOptOutWord(into)]).toEqual(['out', 'in']);
});

test.each([
	['case and punctuation', '  Stop!!! '],
	['emoji', '🛑 STOP 🙏🏽'],
	['full-width letters', 'ＳＴＯＰ'],
	['a capital accent in two characters', 'ARRE\u0302T'],
	['an accent left out', 'arret'],
	['invisible characters', 'st\u00ADop\u200B'],
	['Arabic vowel signs and long strokes', 'تَوَقَّـــف'],
	['several spaces and a hyphen', 'opt-out'],
	['quotation marks', '“Stop”'],
	['Meta’s own button', 'Stop promotions'],
])('%s do not matter', (_what, text) => expect(readOptOutWord(text)).toBe('out'));

test.each([
	'Please stop by, I am at home',
	'stop it',
	'When does the bus stop?',
	'non-stop',
	'Do not stop!',
	'starting',
	'no',
	'cancel',
	'end',
	'🛑',
	'',
	'stop '.repeat(20),
	null,
])('%p is no such message', (text) => expect(readOptOutWord(text)).toBeNull());

test('words of one’s own count as well, and before the known ones', () => {
	const further = { out: ['Kündigen', 'start'], in: ['News please'] };
	expect(readOptOutWord('kundigen', further)).toBe('out');
	expect(readOptOutWord('NEWS   please.', further)).toBe('in');
	expect(readOptOutWord('Start', further)).toBe('out');
	expect(readOptOutWord('stop', further)).toBe('out');
});
