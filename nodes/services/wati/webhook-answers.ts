import { anyOf, hasId, inObject, saysYes } from '../../shared/http/answers/expectation';

/** A webhook, alone, in `result`, or in a list (docs.wati.io, "Create webhook endpoint", "Update webhook"). */
export const namesWebhook = inObject('a webhook with an ID', (body) => {
	const made = body.result ?? body.webhooks ?? body.data ?? body;
	return [made].flat().some((entry) => hasId(entry, 'id', 'url'));
});

export const webhookUpdate = anyOf(saysYes, namesWebhook);
