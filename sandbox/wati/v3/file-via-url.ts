import { createHash } from 'node:crypto';

import type { ReceivedFile } from '../../http/body';
import { sampleFiles } from '../../files/sample-files';
import { success } from '../answers';
import type { WatiCall, WatiRoute } from '../call';
import { fileRule } from '../rules/file-rules';
import { sendInSession } from '../rules/recipients';
import { isWebAddress } from '../endpoints/webhook-endpoints';
import { v3Error } from './answers';
import { v3ChatOwner } from './conversations';
import { v3Body, v3Text } from './inputs';
import { v3Message } from './message-shapes';

export const v3FileRoutes: WatiRoute[] = [
	{
		method: 'POST',
		pattern: '/api/ext/v3/conversations/messages/fileViaUrl',
		throughMaton: false,
		handle: sendFileViaUrl,
	},
];

/** Sends a file that WATI fetches itself. Here nothing is fetched: the name tells which sample it is. */
function sendFileViaUrl(call: WatiCall) {
	const body = v3Body(call, ['target', 'file_url', 'caption']);
	const url = v3Text(body, 'file_url');
	if (!isWebAddress(url)) throw v3Error(400, 'file_url is invalid');
	const file = fileBehind(url);
	const rule = fileRule(file);
	if ('refusal' in rule) throw v3Error(400, rule.refusal);
	const target = v3Text(body, 'target');
	const { contact, chat } = v3ChatOwner(call, target);
	if (!chat.isOpen()) throw v3Error(400, 'Ticket has been expired.');
	const text = typeof body.caption === 'string' ? body.caption : '';
	const path = call.tenant.media.store(rule.folder, file);
	const { fileName, contentType, size, sha256 } = file;
	const { item } = sendInSession(
		call,
		{ contact },
		{ text: text || null, type: rule.type, data: path },
		{ kind: 'file', text, file: { fileName, contentType, size, sha256, path } },
	);
	return success({ message: v3Message(item) });
}

function fileBehind(url: string): ReceivedFile {
	const fileName = decodeURIComponent(new URL(url).pathname.split('/').pop() ?? '');
	const sample = sampleFiles.find((one) => one.fileName === fileName);
	const { contentType, content } = sample ?? { contentType: '', content: Buffer.from(url) };
	const sha256 = createHash('sha256').update(content).digest('hex');
	return { field: 'file_url', fileName, contentType, content, size: content.length, sha256 };
}
