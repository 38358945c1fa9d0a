import { InputError, textParameter, type ParameterSource } from '../../../shared/parameters/input';
import type { Step } from '../../../shared/parameters/pre-send';
import { isV3Chat, targetInPath } from '../message/target';
import { numberInQuery } from './recipient';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Who takes the chat over; null for the bot. @throws InputError when the field holds no address */
function readAssignee(context: ParameterSource): string | null {
	if (textParameter(context, 'assignTo') === 'bot') return null;
	const email = textParameter(context, 'email', 'Operator Email').trim();
	if (EMAIL.test(email)) return email;
	throw new InputError(
		`The field 'Operator Email' contains no e-mail address: ${email.slice(0, 60) || '(empty)'}`,
		"Enter the address the operator uses in WATI, or choose 'Bot' under 'Assign To'.",
	);
}

/** v1 hands the chat to the bot when no e-mail address is given (docs.wati.io, "assignOperator"). */
const assigneeInQuery: Step = function (options) {
	const email = readAssignee(this);
	options.qs = { ...options.qs, ...(email === null ? {} : { email }) };
	return options;
};

/** PUT /api/ext/v3/conversations/{target}/operator (official OpenAPI, "Assign an operator to a conversation"). */
const OF_V3 = '/api/ext/v3/conversations/{target}/operator';

/** Names the chat and who takes it over, by v3 where only that reaches the chat. */
export const assignChat: Step = async function (options) {
	if (!isV3Chat(this)) {
		return await assigneeInQuery.call(this, await numberInQuery.call(this, options));
	}
	// v3 hands the chat to the bot when the address is null (official OpenAPI).
	const body = { assignee_email: readAssignee(this) };
	return await targetInPath.call(this, { ...options, method: 'PUT', url: OF_V3, body });
};
