import { folded } from '../../parameters/text-folding';

/** What a message asks for when it is nothing but one of the words. */
export type OptOutChoice = 'out' | 'in';

/** Words by what they ask for. */
export type OptOutWords = Record<OptOutChoice, readonly string[]>;

/** Longer messages hold more than a word. */
const LONGEST = 40;

/** Accents of Latin, Greek and Cyrillic letters, the Arabic vowel signs and the stroke that makes a word longer. */
const ACCENTS = /[\u0300-\u036f\u064b-\u0652\u0640]/g;

const SIGNS = /[^\p{L}\p{M}\p{N}]+/gu;

/** A word as it is compared: without case, accents, signs and emoji, in single spaces. */
export function foldWord(text: string): string {
	const plain = folded(text).normalize('NFD').replace(ACCENTS, '').normalize('NFC');
	return plain.replace(SIGNS, ' ').trim();
}

/**
 * Words that opt out when they are the whole message, in ten languages: English, Spanish, Portuguese, French, German,
 * Italian, Dutch, Indonesian, Hindi, Arabic. What also ends an order or a menu (`cancel`, `end`, `alto`) is not among them,
 * though text messages in the United States have some of it.
 */
const OUT = [
	// "Stop promotions" is the text that Meta's template editor gives the button for marketing opt-out.
	'stop, stop all, stopall, stop promotions, stop messages, unsubscribe, opt out, optout, remove me',
	'baja, darme de baja, dar de baja, parar, detener, no más mensajes, detener promociones',
	'sair, pare, descadastrar, cancelar inscrição, parar promoções, não quero mais receber',
	'arrêt, arrêter, désabonner, me désabonner, se désabonner, désinscription, arrêter les promotions',
	'stopp, abmelden, abbestellen, austragen, keine Werbung, keine Nachrichten mehr, Werbung stoppen',
	'disiscrivi, disiscrivimi, cancellami, annulla iscrizione, ferma, basta messaggi',
	'afmelden, uitschrijven, geen berichten meer',
	'berhenti, berhenti berlangganan, jangan kirim lagi',
	'बंद करो, बंद करें, बंद, रोको, सदस्यता समाप्त करें, band karo',
	'توقف, إيقاف, أوقف, إلغاء الاشتراك, الغاء الاشتراك',
];

/** Words that take it back, in the same languages. */
const IN = [
	'start, unstop, subscribe, resubscribe, resume, opt in, optin, resume promotions',
	'alta, darme de alta, suscribir, suscribirme, reanudar',
	'inscrever, retomar, reativar, quero receber',
	'reprendre, abonner, m’abonner, réinscription',
	'anmelden, abonnieren, eintragen',
	'iscrivi, iscrivimi, riprendi',
	'aanmelden, inschrijven, hervatten',
	'mulai, langganan, berlangganan',
	'शुरू करो, शुरू करें, शुरू, shuru karo',
	'ابدأ, اشتراك, اشترك, استئناف',
];

const toWords = (lines: readonly string[]) =>
	new Set(lines.flatMap((line) => line.split(',').map(foldWord)));

const KNOWN: Record<OptOutChoice, ReadonlySet<string>> = { out: toWords(OUT), in: toWords(IN) };

/**
 * What a message asks for, if it is nothing but a word that opts out or in again. Case, accents, punctuation and emoji
 * do not matter; the word inside a sentence does nothing.
 *
 * @param further words beside the known ones; they come first
 * @returns null for any other message
 */
export function readOptOutWord(
	text: string | null,
	further: OptOutWords = { out: [], in: [] },
): OptOutChoice | null {
	if (text === null || text.length > LONGEST) return null;
	const said = foldWord(text);
	if (said === '') return null;
	const own = (choice: OptOutChoice) => further[choice].some((word) => foldWord(word) === said);
	if (own('out')) return 'out';
	if (own('in')) return 'in';
	if (KNOWN.out.has(said)) return 'out';
	return KNOWN.in.has(said) ? 'in' : null;
}
