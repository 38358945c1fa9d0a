import { readWatiAnswering } from '../services/wati/answering';
import { copyKind, furtherKeys, isSample } from '../services/wati/copies';
import { isChosenByName } from '../services/wati/events';
import { fromWatiEvent, watiWaitingNode } from '../services/wati/waiting-node';
import { handOver } from '../shared/waiting/hand-over/hand-over';
import { isGivenBack } from './given-back';
import { fetchMedia } from './media';
import { laterKeys, normalize } from '../services/wati/normalize';
import type { EventSource } from '../shared/webhooks/receiving/event-source';
import { receiveBy, withBody } from '../shared/webhooks/receiving/receive';
import { findCallerRejection, readBody } from './verify';
import type { WhatsAppEvent } from '../shared/webhooks/event';
import { hasSecretPath } from '../shared/webhooks/secret-path';
import { chooseSecret, readSecretSettings } from './secret-settings';

/** Events of WATI, which signs nothing: the secret in the address tells who calls (docs.wati.io, "Webhooks"). */
const watiEvents: EventSource<WhatsAppEvent> = {
	async read({ context, settings, memory }, call) {
		const secrets = readSecretSettings(context);
		const stranger = findCallerRejection(call, {
			secret: chooseSecret(secrets, memory.current?.secret),
			isPathEnough: secrets.isByHand && hasSecretPath(context.getNode()),
			secretHeader: secrets.secretHeader,
			allowedAddresses: settings.allowedAddresses,
		});
		if (stranger) return stranger;
		const body = readBody(await withBody(context, call));
		return 'reason' in body ? body : [normalize(body.raw, body.eventType)];
	},
	isChosenByName,
	isSample,
	laterKeys,
	furtherKeys,
	copyKind,
	readAnswering: readWatiAnswering,
	isGivenBack: async ({ context }, event, since) => await isGivenBack(context, event, since),
	async handOver({ context, settings }, event, onKept) {
		const posted = { event: fromWatiEvent(event), raw: event.raw };
		const { asksApi } = settings;
		return await handOver({ context, node: watiWaitingNode, posted, asksApi, onKept });
	},
	fetchMedia,
};

export const receive = receiveBy(watiEvents);
