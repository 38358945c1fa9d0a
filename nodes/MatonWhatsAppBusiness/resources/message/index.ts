import { resourceProperties } from '../../../shared/fields/operation';
import { markAsRead } from './markAsRead.operation';
import { sendAndWaitForReply } from './sendAndWaitForReply.operation';
import { sendAudio } from './sendAudio.operation';
import { sendButtons } from './sendButtons.operation';
import { sendContacts } from './sendContacts.operation';
import { sendCtaUrl } from './sendCtaUrl.operation';
import { sendDocument } from './sendDocument.operation';
import { sendImage } from './sendImage.operation';
import { sendList } from './sendList.operation';
import { sendLocation } from './sendLocation.operation';
import { sendReaction } from './sendReaction.operation';
import { sendSticker } from './sendSticker.operation';
import { sendTemplate } from './sendTemplate.operation';
import { sendText } from './sendText.operation';
import { sendVideo } from './sendVideo.operation';
import { waitForDelivery } from './waitForDelivery.operation';

/** Operations that messages go out by. */
export const sends = [
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
];

export const message = resourceProperties('message', 'sendText', [
	markAsRead,
	...sends,
	sendAndWaitForReply,
	waitForDelivery,
]);
