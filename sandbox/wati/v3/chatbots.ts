import { success } from '../answers';
import type { WatiCall, WatiRoute } from '../call';
import { v3Error } from './answers';
import { v3ChatOwner } from './conversations';
import { v3Body, getV3Page, v3Slice, v3Text } from './inputs';

/** Chatbots, which not every plan has (official OpenAPI, "Chatbots"). */
export const v3ChatbotRoutes: WatiRoute[] = [
	{ method: 'GET', pattern: '/api/ext/v3/chatbots', throughMaton: false, handle: list },
	{ method: 'POST', pattern: '/api/ext/v3/chatbots/start', throughMaton: false, handle: start },
];

function list(call: WatiCall) {
	const page = getV3Page(call);
	const chatbots = v3Slice(call.tenant.chatbots, page);
	return success({
		chatbot_list: chatbots.map(({ id, name, created }) => ({ id, name, created })),
		...page,
	});
}

/** The chatbot takes the chat over and writes its greeting, which needs an open window as any free message. */
function start(call: WatiCall) {
	const { tenant, world } = call;
	const body = v3Body(call, ['target', 'chatbot_id']);
	const id = v3Text(body, 'chatbot_id');
	const { contact, chat } = v3ChatOwner(call, v3Text(body, 'target'));
	const chatbot = tenant.chatbots.find((one) => one.id === id);
	if (!chatbot) throw v3Error(404, 'Chatbot not found');
	if (!chat.isOpen()) throw v3Error(400, 'Ticket has been expired.');
	call.tookEffect();
	chat.assign(null);
	const text = chatbot.greeting;
	const chatbotTriggeredEventId = world.ids.object();
	world.sendInSession(tenant, contact, { text }, { kind: 'text', text, chatbotTriggeredEventId });
	return success({ result: true });
}
