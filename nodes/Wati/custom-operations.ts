import type { INodeType } from 'n8n-workflow';

import { get as getCampaign } from './resources/campaign/get.operation';
import { start as startChatbot } from './resources/chatbot/start.operation';
import { add } from './resources/contact/add.operation';
import { assignTeams } from './resources/contact/assignTeams.operation';
import { remove as deleteContact } from './resources/contact/delete.operation';
import { get as getContact } from './resources/contact/get.operation';
import { updateAttributes } from './resources/contact/updateAttributes.operation';
import { upsert } from './resources/contact/upsert.operation';
import { addTag } from './resources/conversation/addTag.operation';
import { assignOperator } from './resources/conversation/assignOperator.operation';
import { removeTag } from './resources/conversation/removeTag.operation';
import { showTyping } from './resources/conversation/showTyping.operation';
import { updateStatus } from './resources/conversation/updateStatus.operation';
import { sendButtons } from './resources/message/sendButtons.operation';
import { sendFile } from './resources/message/sendFile.operation';
import { sendFileByUrl } from './resources/message/sendFileByUrl.operation';
import { sendList } from './resources/message/sendList.operation';
import { sendText } from './resources/message/sendText.operation';
import type { Operation } from '../shared/fields/operation';
import { assign } from './resources/operator/assign.operation';
import { send } from './resources/template/send.operation';
import { sendViaCsv } from './resources/template/sendViaCsv.operation';
import { create as createWebhook } from './resources/webhook/create.operation';
import { remove as deleteWebhook } from './resources/webhook/delete.operation';
import { update as updateWebhook } from './resources/webhook/update.operation';
import { transport } from '../shared/http/transport';
import { sendAndWait } from './operations/waiting/send-and-wait';
import { waitForDelivery } from './operations/waiting/wait-for-delivery';
import { routesOf } from '../shared/items/each-item';
import { schedule, sendToMany } from './operations/send-to-many/send-to-many';

const routes = (...operations: Operation[]) => routesOf(transport, operations);

/**
 * The operations that run once per item of a long list. Their routes stay declared, and n8n walks them when
 * an AI agent uses the node as a tool; in a workflow this is what runs. A route here has all its routing at
 * the operation: routing of a single field is n8n's alone.
 */
export const customOperations: INodeType['customOperations'] = {
	campaign: routes(getCampaign),
	chatbot: routes(startChatbot),
	contact: routes(add, assignTeams, deleteContact, getContact, updateAttributes, upsert),
	conversation: routes(addTag, assignOperator, removeTag, showTyping, updateStatus),
	message: {
		...routes(sendButtons, sendFile, sendFileByUrl, sendList, sendText),
		sendAndWait,
		waitForDelivery,
	},
	operator: routes(assign),
	template: { ...routes(send, sendViaCsv), schedule, sendToMany },
	webhook: routes(createWebhook, deleteWebhook, updateWebhook),
};
