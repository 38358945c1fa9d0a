import { caption } from '../../../../shared/fields/fields';
import { mediaOperation } from './media-operation';

/** POST /{phone_number_id}/messages (spec D, "Send Document Message"). */
export const sendDocument = mediaOperation(
	'document',
	{
		name: 'Send Document',
		value: 'sendDocument',
		action: 'Send a document',
		description:
			'Send a PDF, text or Office file of up to 100 MB to a customer who wrote within the last 24 hours',
	},
	caption,
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. invoice.pdf',
		description: 'Name of the document as the recipient sees it',
	},
);
