import type { IDataObject } from 'n8n-workflow';

import type { Pair } from '../../../shared/parameters/key-values';

/** One entry of `receivers` (docs.wati.io, "v2/sendTemplateMessages"). */
export interface Receiver extends IDataObject {
	whatsappNumber: string;
	customParams: Pair[];
	localMessageId?: string;
}
