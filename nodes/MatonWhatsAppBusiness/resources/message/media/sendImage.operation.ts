import { mediaOperation, pictureCaption } from './media-operation';

/** POST /{phone_number_id}/messages (spec D, "Send Image Message"). */
export const sendImage = mediaOperation(
	'image',
	{
		name: 'Send Image',
		value: 'sendImage',
		action: 'Send an image',
		description:
			'Send a JPEG or PNG of up to 5 MB to a customer who wrote within the last 24 hours',
	},
	pictureCaption,
);
