import { success } from '../answers';
import type { WatiCall, WatiRoute } from '../call';
import { v3PageOf, v3Slice } from './inputs';

export const v3ChannelRoutes: WatiRoute[] = [
	{ method: 'GET', pattern: '/api/ext/v3/channels', throughMaton: false, handle: list },
];

/** All channels but the default one, without an echo of the page (official OpenAPI). */
function list(call: WatiCall) {
	const channels = v3Slice(call.tenant.channels, v3PageOf(call));
	return success({ channels: channels.map(({ id, name }) => ({ id, name, channel: 'Whatsapp' })) });
}
