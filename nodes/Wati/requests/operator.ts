import { InputError, textParameter } from './input';
import type { Step } from './prepare';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** WATI hands the chat to the bot when no e-mail address is given (docs.wati.io, "assignOperator"). */
export const assignee: Step = function (options) {
	if (textParameter(this, 'assignTo') === 'bot') return options;
	const email = textParameter(this, 'email').trim();
	if (!EMAIL.test(email)) {
		throw new InputError(
			`The field 'Operator Email' holds no e-mail address: ${email.slice(0, 60) || '(empty)'}`,
			"Enter the address the operator uses in WATI, or choose 'Bot' under 'Assign To'.",
		);
	}
	options.qs = { ...options.qs, email };
	return options;
};

/** The token to block. It goes to the configured host only and never into the output. */
export const tokenToBlock: Step = function (options) {
	const token = textParameter(this, 'token')
		.trim()
		.replace(/^Bearer\s+/i, '');
	if (token === '') throw new InputError("The field 'Token to Replace' is empty");
	options.qs = { ...options.qs, token };
	return options;
};
