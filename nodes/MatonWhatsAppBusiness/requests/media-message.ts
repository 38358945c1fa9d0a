import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import { fromBinary } from '../../shared/files/binary-file';
import { checkText, checkUrl, InputError, textParameter } from '../../shared/parameters/input';
import type { Step } from '../../shared/parameters/pre-send';
import { graphId } from './graph-path';
import { buildMessage } from './message';
import { setUpload, uploadForm, uploadPath } from './uploads';

const LONGEST_CAPTION = 1_024;

/** Kinds of messages that carry a file. */
export type MediaKind = 'image' | 'document' | 'video' | 'audio' | 'sticker';

/** The types of file that each kind takes (Meta, "Supported media types"). */
const TYPES: Record<MediaKind, [pattern: RegExp, words: string]> = {
	image: [/^image\/(jpeg|png)$/, 'JPEG or PNG'],
	document: [/./, 'any file'],
	video: [/^video\/(mp4|3gpp)$/, 'MP4 or 3GP'],
	audio: [/^audio\/(aac|amr|mpeg|mp3|mp4|m4a|x-m4a|ogg|opus)/, 'AAC, AMR, MP3, M4A or OGG (Opus)'],
	sticker: [/^image\/webp$/, 'WebP'],
};

/** What goes with the file: a caption, and with documents a name. */
function companions(context: IExecuteSingleFunctions, kind: MediaKind): IDataObject {
	if (kind === 'audio' || kind === 'sticker') return {};
	const caption = textParameter(context, 'caption');
	checkText('Caption', caption, LONGEST_CAPTION, false);
	const filename = kind === 'document' ? textParameter(context, 'fileName').trim() : '';
	return { ...(caption ? { caption } : {}), ...(filename ? { filename } : {}) };
}

function checkType(kind: MediaKind, mimeType: unknown): void {
	const [pattern, words] = TYPES[kind];
	if (pattern.test(String(mimeType))) return;
	throw new InputError(
		`The file in 'Input Binary Field' has the type ${String(mimeType)}, but this message takes ${words}`,
		'Convert the file first, or send it as a document.',
	);
}

/** The file by its link or ID; nothing yet for one that is uploaded on the way. */
function reference(context: IExecuteSingleFunctions): IDataObject {
	const source = textParameter(context, 'mediaSource');
	if (source === 'id') return { id: graphId(context, 'mediaId') };
	if (source === 'binary') return {};
	return { link: checkUrl('Link', textParameter(context, 'mediaLink', 'Link')).href };
}

/** A file by link or ID, or from a binary field, which is then uploaded before the message leaves. */
export function mediaMessage(kind: MediaKind): Step[] {
	const message = buildMessage(kind, (context) => ({
		...reference(context),
		...companions(context, kind),
	}));
	const upload: Step = async function (options) {
		if (textParameter(this, 'mediaSource') !== 'binary') return options;
		const chosen = await fromBinary(this);
		checkType(kind, chosen.outline.mimeType);
		const body = options.body as IDataObject;
		const content = body[kind] as IDataObject;
		if (kind === 'document') content.filename ??= chosen.outline.fileName;
		setUpload(options, {
			url: uploadPath(this),
			late: uploadForm(chosen, String(content.filename ?? '')),
			withId: (id) => ({ ...body, [kind]: { id, ...content } }),
		});
		return options;
	};
	return [message, upload];
}
