import { buildConnectionResource } from '../../shared/maton/connection';
import { matonOnly } from '../../shared/maton/maton-only';
import { mapOperations } from '../../shared/fields/operation';
import { watiNode } from '../service';
import { account } from './account';
import { campaign } from './campaign';
import { channel } from './channel';
import { chatbot } from './chatbot';
import { addCommonOptions } from './common-options';
import { contact } from './contact';
import { conversation } from './conversation';
import { media } from './media';
import { message } from './message';
import { template } from './template';
import { webhook } from './webhook';

/** Resources that are about WATI's data. */
const OF_WATI = [
	campaign,
	channel,
	chatbot,
	contact,
	conversation,
	media,
	message,
	template,
	webhook,
];

/** The resources of the node. */
export const RESOURCES = [
	account,
	mapOperations(buildConnectionResource(watiNode.service), matonOnly('watiApi')),
	...OF_WATI.map((resource) => mapOperations(resource, addCommonOptions)),
];
