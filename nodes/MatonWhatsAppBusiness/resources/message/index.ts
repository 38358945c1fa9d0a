import { defineResource } from '../../../shared/fields/operation';
import { sendCatalog } from './catalog/sendCatalog.operation';
import { sendProduct } from './catalog/sendProduct.operation';
import { sendProductList } from './catalog/sendProductList.operation';
import { sendAddressRequest } from './interactive/sendAddressRequest.operation';
import { sendButtons } from './interactive/sendButtons.operation';
import { sendCallPermissionRequest } from './interactive/sendCallPermissionRequest.operation';
import { sendCarousel } from './interactive/sendCarousel.operation';
import { sendContactRequest } from './interactive/sendContactRequest.operation';
import { sendCtaUrl } from './interactive/sendCtaUrl.operation';
import { sendFlow } from './interactive/sendFlow.operation';
import { sendList } from './interactive/sendList.operation';
import { sendLocationRequest } from './interactive/sendLocationRequest.operation';
import { markAsRead } from './markAsRead.operation';
import { sendAudio } from './media/sendAudio.operation';
import { sendDocument } from './media/sendDocument.operation';
import { sendImage } from './media/sendImage.operation';
import { sendSticker } from './media/sendSticker.operation';
import { sendVideo } from './media/sendVideo.operation';
import { sendAndWaitForApproval } from './sendAndWaitForApproval.operation';
import { sendAndWaitForReply } from './sendAndWaitForReply.operation';
import { sendContacts } from './sendContacts.operation';
import { sendLocation } from './sendLocation.operation';
import { sendReaction } from './sendReaction.operation';
import { sendTemplate } from './sendTemplate.operation';
import { sendText } from './sendText.operation';
import { waitForDelivery } from './waitForDelivery.operation';

export const message = defineResource('message', 'sendText', [
	markAsRead,
	sendAddressRequest,
	sendCallPermissionRequest,
	sendContactRequest,
	sendLocationRequest,
	sendAudio,
	sendButtons,
	sendCarousel,
	sendCatalog,
	sendContacts,
	sendDocument,
	sendFlow,
	sendImage,
	sendCtaUrl,
	sendList,
	sendLocation,
	sendProduct,
	sendProductList,
	sendReaction,
	sendSticker,
	sendTemplate,
	sendText,
	sendVideo,
	sendAndWaitForApproval,
	sendAndWaitForReply,
	waitForDelivery,
]);
