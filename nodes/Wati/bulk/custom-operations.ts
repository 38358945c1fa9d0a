import type { INodeType } from 'n8n-workflow';

import { add } from '../resources/contact/add.operation';
import { updateAttributes } from '../resources/contact/updateAttributes.operation';
import { upsert } from '../resources/contact/upsert.operation';
import { sendButtons } from '../resources/message/sendButtons.operation';
import { sendFile } from '../resources/message/sendFile.operation';
import { sendList } from '../resources/message/sendList.operation';
import { sendText } from '../resources/message/sendText.operation';
import type { Operation } from '../resources/operation';
import { assign } from '../resources/operator/assign.operation';
import { send } from '../resources/template/send.operation';
import { sendViaCsv } from '../resources/template/sendViaCsv.operation';
import { transport } from '../transport/transport';
import { routesOf } from './each-item';
import { sendToMany } from './send-to-many';

const routes = (...operations: Operation[]) => routesOf(transport, operations);

/**
 * The operations that run once per item of a long list. Their routes stay declared, and n8n walks them when
 * an AI agent uses the node as a tool; in a workflow this is what runs. A route here has all its routing at
 * the operation: routing of a single field is n8n's alone.
 */
export const customOperations: INodeType['customOperations'] = {
	contact: routes(add, updateAttributes, upsert),
	message: routes(sendButtons, sendFile, sendList, sendText),
	operator: routes(assign),
	template: { ...routes(send, sendViaCsv), sendToMany },
};
