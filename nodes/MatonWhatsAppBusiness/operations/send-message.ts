import { isObject, jsonOf } from '../../shared/http/answers/answer';
import { codeOf, nodeError } from '../../shared/errors/node-error';
import type { Passage } from '../../shared/http/request-session';
import { transportBy, type Delivery } from '../../shared/http/transport';
import type { IExecutePaginationFunctions } from 'n8n-workflow';
import { uploadOf, type Upload } from '../requests/uploads';
import { meta } from '../service';

/** A file that may or may not have been uploaded hurts nobody: no message left. */
async function uploaded(
	passage: Passage,
	context: IExecutePaginationFunctions,
	{ url, late }: Upload,
): Promise<string> {
	const { page, failure } = await passage.attempt({ url, late });
	if (failure) {
		if (codeOf(failure) !== 'outcome-unknown') throw failure;
		throw nodeError(context.getNode(), 'service-unavailable', {
			message: 'The file could not be uploaded: no clear answer came back',
			description: 'No message was sent, so trying again is safe.',
			httpCode: failure.httpCode ?? undefined,
			itemIndex: context.getItemIndex(),
		});
	}
	const body = jsonOf(page.answer.body);
	const id = isObject(body) ? body.id : undefined;
	if (typeof id === 'string' && id !== '') return id;
	throw nodeError(context.getNode(), 'answer-unreadable', {
		message: 'Meta took the file but gave it no ID',
		itemIndex: context.getItemIndex(),
	});
}

/** Uploads the file of the message first, where it has one from a binary field. */
const deliver: Delivery = async (passage, request, context) => {
	const upload = uploadOf(request.options);
	if (!upload) return (await passage.deliver()).items;
	const mediaId = await uploaded(passage, context, upload);
	const { items } = await passage.deliver({ body: upload.withId(mediaId) });
	return items.map((item) => ({ ...item, json: { ...item.json, mediaId } }));
};

/** The way out of messages. */
export const sendMessage = transportBy(deliver, meta);
