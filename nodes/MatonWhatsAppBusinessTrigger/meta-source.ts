import { readMetaAnswering } from '../services/meta/answering';
import { fromMetaEvent, metaWaitingNode } from '../services/meta/waiting-node';
import { handOver } from '../shared/waiting/hand-over/hand-over';
import { isPayload } from '../shared/webhooks/payload';
import type { EventSource } from '../shared/webhooks/receiving/event-source';
import { receiveBy, withBody } from '../shared/webhooks/receiving/receive';
import { isAllowedAddress } from '../shared/parameters/ip-ranges';
import { readFacts, isAboutWhatsApp } from '../services/meta/facts';
import { readHeardOptOut } from '../services/meta/opt-outs';
import { laterBusinessKeys } from '../services/meta/dedupe-keys';
import { isBusinessEventByName } from '../services/meta/events/catalogue';
import type { BusinessEvent } from '../services/meta/business-event';
import { normalizeFact } from '../services/meta/normalize';
import { fetchMedia } from './media';
import { readSecrets } from './secrets';
import { isSignature, isSigned, SIGNATURE_HEADER } from './signature';
import type { Rejection } from '../shared/webhooks/receiving/incoming-request';

/** Meta's own limit: a call with up to 1,000 updates (Meta, "Webhooks overview", "Payload size"). */
const MOST_BYTES = 3 * 1_048_576;

/** The number of the samples that Meta's app dashboard sends with `Test`, each time with the same message ID. */
const SAMPLE_PHONE_NUMBER_ID = '123456123';

const JSON_TYPE = /^application\/(.+\+)?json$/;

function refusal(status: Rejection['status'], reason: string): Rejection {
	return { status, reason };
}

/** Webhooks of Meta, each signed with the app secret; one call may bring many events. */
const metaEvents: EventSource<BusinessEvent> = {
	async read({ context, settings }, call) {
		if (!isAllowedAddress(call.ip, settings.allowedAddresses)) {
			return refusal(403, 'This address is not on the allow-list of the trigger');
		}
		const header = call.headers[SIGNATURE_HEADER];
		if (!isSignature(header)) return refusal(401, 'The call has no Meta signature');
		if (!JSON_TYPE.test(call.contentType)) return refusal(415, 'Only JSON is accepted');
		if (call.size > MOST_BYTES) return refusal(413, 'The body is larger than 3 MB');
		const { rawBody, body } = await withBody(context, call);
		const { appSecret } = await readSecrets(context);
		if (!rawBody || !isSigned(rawBody, header, appSecret)) {
			return refusal(401, 'The signature does not match the app secret');
		}
		if (!isPayload(body) || !isAboutWhatsApp(body)) {
			return refusal(422, 'The body is not about a WhatsApp Business Account');
		}
		return readFacts(body).map(normalizeFact);
	},
	isChosenByName: isBusinessEventByName,
	isSample: ({ phoneNumberId }) => phoneNumberId === SAMPLE_PHONE_NUMBER_ID,
	laterKeys: laterBusinessKeys,
	readOptOut: readHeardOptOut,
	readAnswering: readMetaAnswering,
	fetchMedia,
	handOver({ context, settings }, event, onKept) {
		const posted = { event: fromMetaEvent(event), raw: event.raw };
		const { asksApi } = settings;
		return handOver({ context, node: metaWaitingNode, posted, asksApi, onKept });
	},
};

export const receive = receiveBy(metaEvents);
