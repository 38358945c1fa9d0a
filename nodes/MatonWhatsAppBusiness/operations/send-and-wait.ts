import { metaWaitingNode } from '../../services/meta/waiting-node';
import type { Operation } from '../../shared/fields/operation';
import { prepare } from '../../shared/parameters/pre-send';
import { isObject, objectsIn } from '../../shared/parameters/json';
import { pickTexts } from '../../shared/waiting/question/question';
import { approvalStyle } from '../../shared/waiting/approval/approval-style';
import type { QuestionSender } from '../../shared/waiting/question/question-sender';
import { createSendAndWait } from '../../shared/waiting/send-and-wait';
import { getSendingNumber } from '../requests/outgoing';
import { onePerson, readPerson } from '../requests/recipient';
import { answersPerson } from '../resources/fields';
import { sendButtons } from '../resources/message/interactive/sendButtons.operation';
import { sendList } from '../resources/message/interactive/sendList.operation';
import { sendTemplate } from '../resources/message/sendTemplate.operation';
import { sendText } from '../resources/message/sendText.operation';
import { metaNode } from '../service';

/**
 * The operation with a group refused before anything is sent: several people answer in a group, and which of them counts
 * nobody can tell.
 */
function toOnePerson(operation: Operation): Operation {
	const { option, whenEmpty } = operation;
	const { routing } = option;
	const preSend = [prepare(onePerson), ...(routing?.send?.preSend ?? [])];
	return {
		...operation,
		option: { ...option, routing: { ...routing, send: { preSend } } },
		whenEmpty: { ...whenEmpty, ...answersPerson },
	};
}

/** Meta keeps no chats that could be read. */
const SENDER: QuestionSender = {
	node: metaWaitingNode,
	service: metaNode,
	operations: {
		buttons: toOnePerson(sendButtons),
		list: toOnePerson(sendList),
		template: toOnePerson(sendTemplate),
		text: toOnePerson(sendText),
	},
	keptOptions: {},
	whenEmpty: answersPerson,
	getRecipient: readPerson,
	getChannel: getSendingNumber,
	/** WhatsApp's own form of the number, which differs in some countries, or the customer's BSUID. */
	getOtherNames({ answer }) {
		const contacts = isObject(answer) ? objectsIn(answer.contacts) : [];
		return contacts.flatMap(({ wa_id, user_id }) => pickTexts(wa_id, user_id));
	},
};

/** Message: Send and Wait for Reply. */
export const runSendAndWait = createSendAndWait(SENDER);

/** Message: Send and Wait for Approval. */
export const runApproval = createSendAndWait(SENDER, approvalStyle);
