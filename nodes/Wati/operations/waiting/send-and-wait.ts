import { fromWatiEvent, watiWaitingNode } from '../../../services/wati/waiting-node';
import { normalize } from '../../../services/wati/normalize';
import { isObject } from '../../../shared/parameters/json';
import { getPersonKey } from '../../../shared/parameters/phone-number/person';
import { readPhoneNumber } from '../../../shared/parameters/phone-number/phone-number';
import { readRecipient } from '../../requests/contact/recipient';
import { pickTexts } from '../../../shared/waiting/question/question';
import { approvalStyle } from '../../../shared/waiting/approval/approval-style';
import type { QuestionSender } from '../../../shared/waiting/question/question-sender';
import { createSendAndWait } from '../../../shared/waiting/send-and-wait';
import { toDigits } from '../../../shared/webhooks/payload';
import { answersWhoWrote } from '../../resources/fields';
import { sendButtons } from '../../resources/message/sendButtons.operation';
import { sendList } from '../../resources/message/sendList.operation';
import { sendText } from '../../resources/message/sendText.operation';
import { send as sendTemplate } from '../../resources/template/send.operation';
import { watiNode } from '../../service';
import { readChatRecords } from './chat-records';

const SENDER: QuestionSender = {
	node: watiWaitingNode,
	service: watiNode,
	operations: {
		buttons: sendButtons,
		list: sendList,
		template: sendTemplate,
		text: sendText,
	},
	// A template's channel is the text's.
	keptOptions: { channelPhoneNumber: 'channelPhoneNumber', channelNumber: 'channelPhoneNumber' },
	whenEmpty: answersWhoWrote,
	getRecipient: readRecipient,
	/** The number chosen under Options; a channel's name, or a number without its country code, cannot be compared. */
	getChannel({ qs, body }) {
		const [given] = pickTexts(qs?.channelPhoneNumber, isObject(body) ? body.channel : undefined);
		const isNumber = given !== undefined && 'number' in readPhoneNumber(given);
		return isNumber ? getPersonKey(given) : undefined;
	},
	getOtherNames({ answer }) {
		const contact = isObject(answer) && isObject(answer.contact) ? answer.contact : {};
		return pickTexts(contact.wAid, contact.id);
	},
	async readChat(routed, item, recipient) {
		const records = await readChatRecords(routed, item, recipient);
		// The chat does not name its contact.
		const whatsappNumber = toDigits(recipient) ?? recipient;
		return [...records].reverse().map((record) => {
			const event = fromWatiEvent(normalize(record, 'message'));
			const fromMe = event.fromMe || record.eventType !== 'message';
			// A tapped button stands in the chat as a text, and nothing says what it stood below (one integration, idx 60315450335).
			return { ...event, whatsappNumber, fromMe, mayBeTap: !fromMe };
		});
	},
};

/** Message: Send and Wait for Reply. */
export const runSendAndWait = createSendAndWait(SENDER);

/** Message: Send and Wait for Approval. */
export const runApproval = createSendAndWait(SENDER, approvalStyle);
