import { mediaOperation } from './media-operation';

/** POST /{phone_number_id}/messages (spec D, "Send Audio Message"). */
export const sendAudio = mediaOperation(
	'audio',
	{
		name: 'Send Audio',
		value: 'sendAudio',
		action: 'Send an audio message',
		description:
			'Send an AAC, AMR, MP3, M4A or OGG (Opus) of up to 16 MB to a customer who wrote within the last 24 hours',
	},
	{
		displayName: 'Send as Voice Message',
		name: 'voice',
		type: 'boolean',
		default: false,
		description:
			'Whether to show a voice message instead of an audio file. Requires OGG with the Opus codec and one channel.',
	},
);
