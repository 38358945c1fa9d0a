import { mediaOperation } from './media-operation';

/** POST /{phone_number_id}/messages (Meta, "Sticker messages"). */
export const sendSticker = mediaOperation('sticker', {
	name: 'Send Sticker',
	value: 'sendSticker',
	action: 'Send a sticker',
	description:
		'Send a WebP of 512 by 512 pixels and up to 500 KB to a customer who wrote within the last 24 hours',
});
