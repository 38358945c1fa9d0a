import { buildConnectionResource } from '../../shared/maton/connection';
import { mapOperations } from '../../shared/fields/operation';
import { watiNode } from '../service';
import { account } from './account';
import { campaign } from './campaign';
import { channel } from './channel';
import { chatbot } from './chatbot';
import { contact } from './contact';
import { conversation } from './conversation';
import { matonOnly } from './credential-notices';
import { media } from './media';
import { message } from './message';
import { operator } from './operator';
import { template } from './template';
import { webhook } from './webhook';

/** The resources of the node, in the order of the form. */
export const RESOURCES = [
	account,
	campaign,
	channel,
	chatbot,
	mapOperations(buildConnectionResource(watiNode.service), matonOnly),
	contact,
	conversation,
	media,
	message,
	operator,
	template,
	webhook,
];
