import type { Answer } from '../../http/exchange';
import type { MetaMedia } from '../../state/business/media-store';
import { analyticsOf } from '../analytics';
import { getPhone, type MetaCall, type MetaRoute } from '../call';
import { parameterRequired, unknownObject } from '../errors';
import { checkProduct } from '../inputs';
import { checkUpload } from './media-rules';
import { phoneObject } from '../phones';

/** Below the gateway, for sandboxes whose gateway serves the bytes itself. */
export const GATEWAY_FILES = '/media-files';

export const mediaRoutes: MetaRoute[] = [
	{ method: 'POST', pattern: '/{version}/{phoneNumberId}/media', handle: uploadMedia },
	{ method: 'GET', pattern: `${GATEWAY_FILES}/{mediaId}`, handle: serveMedia },
	// A number and a file have the same kind of address.
	{ method: 'GET', pattern: '/{version}/{objectId}', handle: getObject },
	{ method: 'DELETE', pattern: '/{version}/{objectId}', handle: deleteMedia },
];

function uploadMedia(call: MetaCall): Answer {
	getPhone(call);
	const { body } = call.request;
	const fields = body.kind === 'form' ? body.fields : {};
	checkProduct(fields);
	const file = body.kind === 'form' ? body.files.find(({ field }) => field === 'file') : undefined;
	if (!file) throw parameterRequired('file');
	// The type of the part counts; `type` is a hint for clients that cannot set it.
	const told = file.contentType.split(';')[0] as string;
	const mimeType = told === 'application/octet-stream' ? (fields.type ?? told) : told;
	checkUpload(mimeType, file.size);
	call.tookEffect();
	const { id } = call.account.media.add({
		fileName: file.fileName,
		mimeType,
		content: Buffer.from(file.content),
	});
	return { status: 200, json: { id } };
}

function readMedia(call: MetaCall, id: string): MetaMedia {
	const media = call.account.media.find(id);
	if (!media) throw unknownObject(call.request.method, id);
	return media;
}

function buildAddress({ origins, settings }: MetaCall, { id }: MetaMedia): string {
	if (settings.mediaUrls === 'gateway' && origins.gateway !== undefined) {
		return `${origins.gateway}/whatsapp-business${GATEWAY_FILES}/${id}`;
	}
	return `${origins.files}/whatsapp_business/attachments/?mid=${id}&source=getMedia`;
}

function getObject(call: MetaCall): Answer {
	const id = call.params.objectId ?? '';
	const counts = id === call.account.id ? analyticsOf(call) : undefined;
	if (counts) return counts;
	const phone = call.account.phones.get(id);
	if (phone) return { status: 200, json: phoneObject(call, phone) };
	const media = readMedia(call, id);
	return {
		status: 200,
		json: {
			messaging_product: 'whatsapp',
			url: buildAddress(call, media),
			mime_type: media.mimeType,
			sha256: media.sha256,
			file_size: media.content.length,
			id: media.id,
		},
	};
}

function serveMedia(call: MetaCall): Answer {
	const { content, mimeType } = readMedia(call, call.params.mediaId ?? '');
	return { status: 200, bytes: content, contentType: mimeType };
}

function deleteMedia(call: MetaCall): Answer {
	const { id } = readMedia(call, call.params.objectId ?? '');
	call.tookEffect();
	call.account.media.remove(id);
	return { status: 200, json: { success: true } };
}
