import { mediaOperation, pictureCaption } from './media-operation';

/** POST /{phone_number_id}/messages (spec D, "Send Video Message"). */
export const sendVideo = mediaOperation(
	'video',
	{
		name: 'Send Video',
		value: 'sendVideo',
		action: 'Send a video',
		description:
			'Send an MP4 or 3GP of up to 16 MB to a customer who wrote within the last 24 hours',
	},
	pictureCaption,
);
