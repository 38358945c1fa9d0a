import { InputError, textParameter, type ParameterSource } from '../../../shared/parameters/input';
import type { Step } from '../../../shared/parameters/pre-send';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Who takes the chat over; null for the bot. @throws InputError when the field holds no address */
function assigneeOf(context: ParameterSource): string | null {
	if (textParameter(context, 'assignTo') === 'bot') return null;
	const email = textParameter(context, 'email', 'Operator Email').trim();
	if (EMAIL.test(email)) return email;
	throw new InputError(
		`The field 'Operator Email' holds no e-mail address: ${email.slice(0, 60) || '(empty)'}`,
		"Enter the address the operator uses in WATI, or choose 'Bot' under 'Assign To'.",
	);
}

/** v1 hands the chat to the bot when no e-mail address is given (docs.wati.io, "assignOperator"). */
export const assignee: Step = function (options) {
	const email = assigneeOf(this);
	options.qs = { ...options.qs, ...(email === null ? {} : { email }) };
	return options;
};

/** v3 hands the chat to the bot when the address is null (official OpenAPI). */
export const assigneeInBody: Step = function (options) {
	options.body = { assignee_email: assigneeOf(this) };
	return options;
};
