import { escapeHtml } from '../../formatting/escape-html';
import { renderPage } from '../../webhooks/browser-page';
import type { ApprovalLabels, Decision } from './approval-words';

/** What a person decides on in the browser. */
export interface DecisionPage {
	message: string;
	labels: ApprovalLabels;
	/** Tells the request from a later one of the same execution: a second tap of one must not decide the other. */
	key: string;
}

/** A decision that was made on the page. */
export interface PageDecision extends Decision {
	/** When, as ISO date. */
	at: string;
}

/** What the fields of the page are called in what it posts. */
export const PAGE_FIELDS = { decision: 'decision', words: 'words' } as const;

/** Values of the field that decides. */
export const DECISIONS = { approve: 'approve', decline: 'decline' } as const;

const TITLE = 'WhatsApp';

/**
 * The request with its two buttons, and a field for what to say to it. Opening the page decides nothing, since
 * messengers open links to preview them.
 */
export function renderDecisionPage({ message, labels }: DecisionPage): string {
	const button = (label: string, value: string) =>
		`<button name="${PAGE_FIELDS.decision}" value="${value}">${escapeHtml(label)}</button>`;
	return renderPage(
		TITLE,
		[
			`<p>${escapeHtml(message)}</p>`,
			'<form method="post">',
			`<label>If you decline, why? <textarea name="${PAGE_FIELDS.words}" rows="3" maxlength="4096"></textarea></label>`,
			button(labels.approve, DECISIONS.approve),
			button(labels.decline, DECISIONS.decline),
			'</form>',
		].join(''),
	);
}

/** A page that says one thing. */
export function renderNotice(text: string): string {
	return renderPage(TITLE, `<p>${escapeHtml(text)}</p>`);
}
