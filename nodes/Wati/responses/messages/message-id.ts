import type { IDataObject } from 'n8n-workflow';

/** A record of WATI with WhatsApp's ID of the message under the name that it has in all outputs. */
export function nameMessageId(record: IDataObject): IDataObject {
	const { whatsappMessageId, ...others } = record;
	return whatsappMessageId === undefined ? record : { ...others, messageId: whatsappMessageId };
}
