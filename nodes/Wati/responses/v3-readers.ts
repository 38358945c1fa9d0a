import type {
	IDataObject,
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
} from 'n8n-workflow';

import { readChatbot } from '../requests/account/chatbot';
import { readTag } from '../requests/contact/conversation';
import { readTeams } from '../requests/contact/teams';
import { readRecipient } from '../requests/contact/recipient';
import { isObject, parseJson } from '../../shared/parameters/json';
import type { Reader } from '../../shared/http/answers/readers';
import { readSwitch } from '../../shared/parameters/switches';

/** The object that an answer is. */
export function parseBody({ body }: IN8nHttpFullResponse): IDataObject {
	const answer = parseJson(body);
	return isObject(answer) ? answer : {};
}

/** Whether the user asked for a simplified output. */
export function wantsSimple(context: IExecuteSingleFunctions): boolean {
	return readSwitch(context, 'simplify');
}

/** What a deletion of a contact answers is not in the OpenAPI; a flag that says no is a refusal, see the predicate. */
export const deletedContact: Reader = async function (_items, response) {
	const { contact_id: contactId, cleanup_completed: cleanupCompleted } = parseBody(response);
	const known = { deleted: true, wasThere: true, contactId, cleanupCompleted };
	return [
		{ json: Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)) },
	];
};

/** One item that says what was done with whom, in place of WATI's bare flag. */
function done(what: (context: IExecuteSingleFunctions) => IDataObject): Reader {
	return async function (): Promise<INodeExecutionData[]> {
		return [{ json: { ...what(this), whatsappNumber: readRecipient(this) } }];
	};
}

export const assignedTeams = done((context) => ({ assigned: true, teams: readTeams(context) }));

export const updatedStatus = done((context) => ({
	updated: true,
	status: context.getNodeParameter('chatStatus') as string,
}));

export const addedTag = done((context) => ({ added: true, tag: readTag(context) }));

export const removedTag = done((context) => ({ removed: true, tag: readTag(context) }));

export const startedChatbot = done((context) => ({
	started: true,
	chatbotId: readChatbot(context),
}));

export const shownTyping = done(() => ({ shown: true }));
