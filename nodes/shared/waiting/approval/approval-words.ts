import { isQuestion, isSameAnswer, normalizeText } from '../question/answer-rule';

/**
 * Words that approve when they are all that is written, in the languages that most people write in. None means anything else in
 * another of them: so the Polish and Croatian `tak` and `da`, the Czech `ano` and the Hungarian `igen` are missing, which say thanks, from,
 * year and again in others.
 */
const YES = new Set(
	[
		'yes yep yeah ok okay approve approved agreed confirm confirmed sure',
		'ja jawohl genehmigt einverstanden freigegeben akkoord goedgekeurd',
		'si sí sì sim oui evet да ναι zatwierdzam akceptuję souhlasím schvaluji jóváhagyom',
		'apruebo aprobado aprovo aprovado approuvé approvato',
		'نعم موافق हाँ हां haan ہاں iya setuju vâng 是 是的 好 好的 同意 可以 はい 네 예',
		'👍 ✅ 👌 ✔️ ✔',
	].flatMap((line) => line.split(' ')),
);

/** Words that refuse and say nothing more. */
const NO = new Set(
	[
		'n no nope reject rejected decline declined deny denied stop cancel',
		'nein abgelehnt ablehnen nee afgewezen',
		'não nao non nie hayır hayir нет ні nem όχι',
		'rechazo rechazado rejeitado refusé rifiutato',
		'لا नहीं nahi nahin نہیں tidak không 不 不是 不行 不同意 いいえ 아니요 아니',
		'👎 ❌ ✖️ 🚫',
	].flatMap((line) => line.split(' ')),
);

/** The texts of the two buttons. */
export interface ApprovalLabels {
	approve: string;
	decline: string;
}

/** What somebody decided, and what they say to it where that is more than no. */
export interface Decision {
	approved: boolean;
	words: string | null;
}

/**
 * Reads a reply as a decision. Only a tapped button or a word that means nothing but yes approves; anything else is a
 * refusal, with what was written as its words. A question back approves nothing.
 *
 * @param text null for a message without words
 */
export function readDecision(text: string | null, { approve, decline }: ApprovalLabels): Decision {
	const given = text ?? '';
	const said = normalizeText(given);
	if (said === '' && !isQuestion(given)) return { approved: false, words: null };
	if (isSameAnswer(given, decline)) return { approved: false, words: null };
	if (isSameAnswer(given, approve)) return { approved: true, words: null };
	if (isQuestion(given)) return { approved: false, words: text };
	return YES.has(said)
		? { approved: true, words: null }
		: { approved: false, words: NO.has(said) ? null : text };
}
