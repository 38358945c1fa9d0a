import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import { META_FILES } from '../../services/meta/file-limits';
import { BINARY_LABEL } from '../../shared/files/binary-field';
import { fromBinary, type BinaryFile } from '../../shared/files/binary-file';
import { findNameInAddress, readChosenName } from '../../shared/files/file-name';
import { completeName } from '../../shared/files/file-types';
import type { MediaKind } from '../../shared/files/whatsapp-files';
import { countOpusChannels } from '../../shared/files/file-start';
import { checkText, checkUrl, InputError, textParameter } from '../../shared/parameters/input';
import type { Step } from '../../shared/parameters/pre-send';
import { graphId } from './graph-path';
import { buildMessage } from './message';
import { setUpload, uploadForm } from './uploads';
import { readSwitch } from '../../shared/parameters/switches';

const LONGEST_CAPTION = 1_024;

/** What goes with the file: a caption, with documents a name, with audio that it is a voice message. */
function companions(context: IExecuteSingleFunctions, kind: MediaKind): IDataObject {
	if (kind === 'audio') return isVoiceMessage(context) ? { voice: true } : {};
	if (kind === 'sticker') return {};
	const caption = textParameter(context, 'caption');
	checkText('Caption', caption, LONGEST_CAPTION, false);
	const filename = kind === 'document' ? readChosenName(context, 'fileName') : '';
	return { ...(caption ? { caption } : {}), ...(filename ? { filename } : {}) };
}

const isVoiceMessage = (context: IExecuteSingleFunctions) => readSwitch(context, 'voice');

/**
 * Voice messages are OGG with one channel of Opus; another file shows no transcript (Meta, "Audio messages", July 2026).
 *
 * @throws InputError
 */
function checkVoice({ type, start }: BinaryFile): void {
	const channels = start && countOpusChannels(start);
	const isOgg = type.mimeType === 'audio/ogg';
	if (isOgg && (channels === undefined || channels === 1)) return;
	throw new InputError(
		`The file in '${BINARY_LABEL}' is ${isOgg ? 'a stereo recording' : `a file of type ${type.mimeType}`}, but a voice message takes OGG with the Opus codec and one channel`,
		"Convert it to mono OGG (Opus) before this node, or switch off 'Send as Voice Message'.",
	);
}

/** The file by its link or ID; nothing yet for one that is uploaded on the way. */
function reference(context: IExecuteSingleFunctions, kind: MediaKind): IDataObject {
	const source = textParameter(context, 'mediaSource');
	if (source === 'id') return { id: graphId(context, 'mediaId') };
	if (source === 'binary') return {};
	const { href: link } = checkUrl('Link', textParameter(context, 'mediaLink', 'Link'));
	const filename = kind === 'document' ? findNameInAddress(link) : undefined;
	return { link, ...(filename ? { filename } : {}) };
}

/** A file by link or ID, or from a binary field, which is then uploaded before the message leaves. */
export function mediaMessage(kind: MediaKind): Step[] {
	const message = buildMessage(kind, (context) => ({
		...reference(context, kind),
		...companions(context, kind),
	}));
	const upload: Step = async function (options) {
		if (textParameter(this, 'mediaSource') !== 'binary') return options;
		const chosen = await fromBinary(this, META_FILES, kind);
		if (kind === 'audio' && isVoiceMessage(this)) checkVoice(chosen);
		const body = options.body as IDataObject;
		const content = body[kind] as IDataObject;
		if (kind === 'document') {
			content.filename = completeName(String(content.filename ?? chosen.fileName), chosen.type);
		}
		setUpload(options, {
			late: uploadForm(chosen, String(content.filename ?? '')),
			withId: (id, message) => ({ ...message, [kind]: { id, ...content } }),
		});
		return options;
	};
	return [message, upload];
}
