import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { TriggerEvent } from '../filters';
import { combineMessages, numberField } from '../turns/turn-item';
import { attachFile } from './attached-file';
import type { EventSource, WebhookContext } from './event-source';

function describeStatus({ memory }: WebhookContext): IDataObject {
	return { ...memory.status, events: { ...memory.status.events } };
}

/** The item of an event, with its file where that was asked for. */
export async function createItem<Event extends TriggerEvent>(
	webhook: WebhookContext,
	event: Event,
	source: EventSource<Event>,
): Promise<INodeExecutionData> {
	const { context, settings } = webhook;
	const item: INodeExecutionData = { json: event as unknown as IDataObject };
	if (settings.diagnostics) item.json.diagnostics = describeStatus(webhook);
	const { media } = event;
	const options = settings.media;
	if (options !== null && media !== null) {
		await attachFile(
			context,
			item,
			media,
			options,
			async () => await source.fetchMedia(context, media, options),
		);
	}
	return item;
}

/**
 * One item for the messages of a turn, with all their files.
 *
 * @param events oldest first
 */
export async function createTurnItem<Event extends TriggerEvent>(
	webhook: WebhookContext,
	events: readonly Event[],
	source: EventSource<Event>,
): Promise<INodeExecutionData> {
	const { media, diagnostics } = webhook.settings;
	const withFile = events.filter((event) => event.media !== null);
	const items = await Promise.all(
		events.map(async (event) => {
			const place = withFile.indexOf(event) + 1;
			const numbered = media && { ...media, field: numberField(media.field, place) };
			const settings = { ...webhook.settings, diagnostics: false, media: numbered };
			return await createItem({ ...webhook, settings }, event, source);
		}),
	);
	const json = combineMessages(items.map((item) => item.json));
	if (diagnostics) json.diagnostics = describeStatus(webhook);
	const binary = items.reduce((all, item) => ({ ...all, ...item.binary }), {});
	return Object.keys(binary).length === 0 ? { json } : { json, binary };
}
