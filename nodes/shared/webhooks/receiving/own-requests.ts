import type { IWebhookResponseData } from 'n8n-workflow';

import { readStatusRequest, type StatusRequest } from '../memory/status-request';
import { readOptOutRequest, type OptOutRequest } from '../opt-out/opt-out-request';
import { readAnnouncement, type Announcement } from '../pause/announcement';
import { readResumeRequest, type ResumeRequest } from '../pause/resume-request';
import type { WebhookContext } from './event-source';
import { writeBeforeAnswer } from './writing';

function refuseStranger(context: WebhookContext['context']): IWebhookResponseData {
	context.getResponseObject().status(403).json({ message: 'Only this n8n may ask for that' });
	return { noWebhookResponse: true };
}

/** Takes a request of the operation Resume Bot. */
async function takeResumeRequest(
	webhook: WebhookContext,
	{ names, isAllowed }: ResumeRequest,
): Promise<IWebhookResponseData> {
	const { context, memory, now } = webhook;
	if (!isAllowed) return refuseStranger(context);
	const resumed = memory.pauses.endAll(names, now);
	if (resumed) await writeBeforeAnswer(webhook);
	return { webhookResponse: { resumed } };
}

/** Takes what another process of this n8n announces that it sends; stored, since any webhook process may hear of the message. */
async function takeAnnouncement(
	webhook: WebhookContext,
	{ names, isAllowed }: Announcement,
): Promise<IWebhookResponseData> {
	const { context, memory } = webhook;
	if (!isAllowed) return refuseStranger(context);
	if (names.length > 0) {
		memory.announcedSends.announce(names, Date.now());
		await writeBeforeAnswer(webhook);
	}
	return { webhookResponse: { announced: names.length } };
}

/** Tells another process of this n8n who opted out, and hears of whom a send said so. */
async function takeOptOutRequest(
	webhook: WebhookContext,
	{ asked, heard, isAllowed }: OptOutRequest,
): Promise<IWebhookResponseData> {
	const { context, memory } = webhook;
	if (!isAllowed) return refuseStranger(context);
	if (memory.optOuts.hearOfHashes(heard, true, Date.now())) await writeBeforeAnswer(webhook);
	return { webhookResponse: memory.optOuts.pick(asked) };
}

/** Tells another process of this n8n what the trigger went through. */
function takeStatusRequest(
	{ context, memory, now }: WebhookContext,
	{ isAllowed }: StatusRequest,
): IWebhookResponseData {
	if (!isAllowed) return refuseStranger(context);
	const pausedChats = memory.pauses.count(now);
	return { webhookResponse: { triggerStatus: { ...memory.status, pausedChats } } };
}

/** Takes a request of another process of this n8n, or of this one; undefined for requests of the service. */
export async function takeOwnRequest(
	webhook: WebhookContext,
): Promise<IWebhookResponseData | undefined> {
	const { context } = webhook;
	const resume = readResumeRequest(context);
	if (resume !== null) return await takeResumeRequest(webhook, resume);
	const announcement = readAnnouncement(context);
	if (announcement !== null) return await takeAnnouncement(webhook, announcement);
	const status = readStatusRequest(context);
	if (status !== null) return takeStatusRequest(webhook, status);
	const optOuts = readOptOutRequest(context);
	return optOuts === null ? undefined : await takeOptOutRequest(webhook, optOuts);
}
