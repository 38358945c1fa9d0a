import { metaWaitingNode } from '../../services/meta/waiting-node';
import { isObject, objectsIn } from '../../shared/parameters/json';
import { pickTexts } from '../../shared/waiting/question/question';
import { approvalStyle } from '../../shared/waiting/approval/approval-style';
import { createSendAndWait, type QuestionSender } from '../../shared/waiting/send-and-wait';
import { readRecipient } from '../requests/message';
import { getSendingNumber } from '../requests/outgoing';
import { answersWhoWrote } from '../resources/fields';
import { sendButtons } from '../resources/message/interactive/sendButtons.operation';
import { sendList } from '../resources/message/interactive/sendList.operation';
import { sendTemplate } from '../resources/message/sendTemplate.operation';
import { sendText } from '../resources/message/sendText.operation';
import { metaNode } from '../service';

/** Meta keeps no chats that could be read. */
const SENDER: QuestionSender = {
	node: metaWaitingNode,
	service: metaNode,
	operations: {
		buttons: sendButtons,
		list: sendList,
		template: sendTemplate,
		text: sendText,
	},
	keptOptions: {},
	whenEmpty: answersWhoWrote,
	getRecipient: readRecipient,
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
