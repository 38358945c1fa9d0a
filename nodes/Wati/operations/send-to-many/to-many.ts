import type { IDataObject, INodePropertyRouting, PreSendAction } from 'n8n-workflow';

import { prepare } from '../../../shared/parameters/pre-send';
import { recipientsInBody } from '../../requests/template/recipients';
import { scheduleInBody } from '../../requests/template/schedule';
import { throughChannel } from '../../requests/template/through-channel';
import { recipientsOfV3 } from '../../requests/template/v3-recipients';
import { apiVersionInPath, templateInBody } from '../../requests/template/template-parameters';
import type { RecipientList } from '../../requests/template/recipient-list';

/** An endpoint that takes one template for many recipients. */
export interface ToMany {
	/** As the editor calls the operation. */
	label: string;
	request: NonNullable<INodePropertyRouting['request']> & { method: 'POST'; url: string };
	/** Shapes the request of one item: who, which template, and with which variables. */
	shape: PreSendAction;
	/** Where to look after an unknown outcome, if not in the chats, where nothing can be found then. */
	whatToDo?: string;
}

/** POST /api/v2 or v1/sendTemplateMessages (spec A, "Send Template Messages (Bulk)"); with a channel v3. */
export const SEND_TO_MANY: ToMany = {
	label: 'Send to Many',
	request: { method: 'POST', url: '/api/{apiVersion}/sendTemplateMessages' },
	shape: prepare(apiVersionInPath, templateInBody, recipientsInBody, throughChannel),
};

/** POST /api/ext/v3/messageTemplates/schedule (official OpenAPI, "Schedule template messages"). */
export const SCHEDULE: ToMany = {
	label: 'Schedule',
	request: { method: 'POST', url: '/api/ext/v3/messageTemplates/schedule' },
	shape: prepare(templateInBody, scheduleInBody, recipientsInBody, recipientsOfV3),
	whatToDo:
		'Check with Campaign: Get Many, or in WATI under Broadcasts, whether it is scheduled before you schedule it again.',
};

/** The body of one call. */
export function bodyWith(
	list: RecipientList,
	shared: IDataObject,
	recipients: IDataObject[],
): IDataObject {
	return { ...shared, [list]: recipients };
}
