import type { IDataObject } from 'n8n-workflow';

import { parseJson } from '../../parameters/json';
import type { Page } from '../answers/answer';
import type { PipelineRequest } from '../pipeline';
import { pickAnswerIds } from './answer-ids';
import type { KeptWrite } from './kept-writes';

/** What is kept of an accepted write. */
export function toKept({ session, options }: PipelineRequest, { answer }: Page): KeptWrite {
	const { recipients } = session.route.service.describeSend(options, session.shaped);
	const people = recipients.map(({ whatsappNumber }) => whatsappNumber);
	return { outcome: 'accepted', answer: pickAnswerIds(parseJson(answer.body), people) };
}

/** Who got it: the request knows, where what was kept of the answer does not say. */
function nameRecipient({ options, session }: PipelineRequest): IDataObject {
	const { service } = session.route;
	const { recipients } = service.describeSend(options, session.shaped);
	const [recipient] = recipients;
	if (!service.isSend(options) || !recipient || recipients.length > 1) return {};
	const { whatsappNumber } = recipient;
	return /^[\d+:]+$/.test(whatsappNumber) ? { whatsappNumber } : { bsuid: whatsappNumber };
}

/** Makes the items of an accepted write from what was kept of it, as the operation makes them of an answer. */
export async function toKeptPage(
	request: PipelineRequest,
	{ answer: body = {}, isInstead }: KeptWrite,
): Promise<Page> {
	const { readItems } = request.session;
	const answer = { statusCode: 200, headers: {}, body };
	const who = nameRecipient(request);
	const instead = isInstead === true ? { sentInstead: 'template' } : {};
	const items = (await readItems(answer)).map((item) => ({
		...item,
		json: { ...who, ...item.json, ...instead },
	}));
	return { answer, items };
}
