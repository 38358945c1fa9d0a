import { success } from '../answers';
import type { WatiCall, WatiRoute } from '../call';
import { getV3Page, v3Slice } from './inputs';

export const v3ChannelRoutes: WatiRoute[] = [
	{ method: 'GET', pattern: '/api/ext/v3/channels', throughMaton: false, handle: list },
];

/**
 * All channels but the default one, without an echo of the page (official OpenAPI). One live account listed the default one
 * as well, without an ID, and numbers in `channel`.
 */
function list(call: WatiCall) {
	const page = getV3Page(call);
	const { channels } = call.tenant;
	if (!call.settings.listsDefaultChannel) {
		const shown = v3Slice(channels, page);
		return success({ channels: shown.map(({ id, name }) => ({ id, name, channel: 'Whatsapp' })) });
	}
	const measured = channels.map(({ id, name, phoneNumber }) => ({
		id,
		name,
		channel: phoneNumber,
	}));
	const all = [{ id: null, name: 'Default', channel: null }, ...measured];
	return success({ channels: v3Slice<unknown>(all, page) });
}
