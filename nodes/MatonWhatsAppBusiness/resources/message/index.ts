import { defineResource } from '../../../shared/fields/operation';
import { markAsRead } from './markAsRead.operation';
import { sendAndWaitForApproval } from './sendAndWaitForApproval.operation';
import { sendAndWaitForReply } from './sendAndWaitForReply.operation';
import { sendAudio } from './media/sendAudio.operation';
import { sendButtons } from './sendButtons.operation';
import { sendContacts } from './sendContacts.operation';
import { sendCtaUrl } from './sendCtaUrl.operation';
import { sendDocument } from './media/sendDocument.operation';
import { sendImage } from './media/sendImage.operation';
import { sendList } from './sendList.operation';
import { sendLocation } from './sendLocation.operation';
import { sendReaction } from './sendReaction.operation';
import { sendSticker } from './media/sendSticker.operation';
import { sendTemplate } from './sendTemplate.operation';
import { sendText } from './sendText.operation';
import { sendVideo } from './media/sendVideo.operation';
import { waitForDelivery } from './waitForDelivery.operation';

export const message = defineResource('message', 'sendText', [
	markAsRead,
	sendAudio,
	sendButtons,
	sendContacts,
	sendDocument,
	sendImage,
	sendCtaUrl,
	sendList,
	sendLocation,
	sendReaction,
	sendSticker,
	sendTemplate,
	sendText,
	sendVideo,
	sendAndWaitForApproval,
	sendAndWaitForReply,
	waitForDelivery,
]);
