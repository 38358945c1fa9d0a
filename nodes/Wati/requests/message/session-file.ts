import type { IDataObject } from 'n8n-workflow';

import { WATI_FILES } from '../../../services/wati/file-limits';
import { fromBinary } from '../../../shared/files/binary-file';
import { fromUrl } from '../../../shared/files/fetched-file';
import { checkText, textParameter, type ParameterSource } from '../../../shared/parameters/input';
import { setLazyBody } from '../../../shared/http/lazy-body';
import type { Step } from '../../../shared/parameters/pre-send';
import { formWith } from '../../../shared/files/streamed-file';
import { readChosenName } from '../../../shared/files/file-name';

const LONGEST_CAPTION = 1_024;

/** The text below a file. @throws InputError when it is too long */
export function readCaption(context: ParameterSource): string {
	const caption = textParameter(context, 'caption');
	checkText('Caption', caption, LONGEST_CAPTION, false);
	return caption;
}

/**
 * Attaches the file as the part `file` (docs.wati.io, "sendSessionFile") and the caption as a query
 * parameter. What can be checked without the bytes is checked here; they are read when it is the item's
 * turn, so that the files of many items are not in memory at once.
 */
export const sessionFile: Step = async function (options) {
	const caption = readCaption(this);
	const wishedName = readChosenName(this, 'options.fileName');
	options.qs = { ...options.qs, ...(caption ? { caption } : {}) } as IDataObject;
	const chosen =
		textParameter(this, 'fileSource') === 'url'
			? fromUrl(this, WATI_FILES)
			: await fromBinary(this, WATI_FILES);
	const file = { ...chosen.outline, ...(wishedName ? { fileName: wishedName } : {}) };
	setLazyBody(options, {
		outline: { file },
		read: async () => formWith('file', await chosen.read(wishedName)),
	});
	return options;
};
