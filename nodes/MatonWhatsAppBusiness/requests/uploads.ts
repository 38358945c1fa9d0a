import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { META_FILES } from '../../services/meta/file-limits';
import { fromBinary } from '../../shared/files/binary-file';
import { readChosenName } from '../../shared/files/file-name';
import { setLazyBody, type LazyBody } from '../../shared/http/lazy-body';
import type { Step } from '../../shared/parameters/pre-send';
import { formWith, type ChosenFile } from '../../shared/files/streamed-file';
import { PRODUCT } from './message';

/** A file that has to be uploaded before its message can leave. */
export interface Upload {
	late: LazyBody;
	/** The body of the message as all steps left it, with the ID that the upload got. */
	withId: (mediaId: string, body: IDataObject) => IDataObject;
}

const uploads = new WeakMap<object, Upload>();

export function getUpload(options: object): Upload | undefined {
	return uploads.get(options);
}

/** Has the pipeline upload a file first. */
export function setUpload(options: IHttpRequestOptions, upload: Upload): void {
	uploads.set(options, upload);
}

/** The form of an upload, made when it is its turn. */
export function uploadForm(chosen: ChosenFile, shownName: string): LazyBody {
	const file = { ...chosen.outline, ...(shownName ? { fileName: shownName } : {}) };
	return {
		outline: { ...PRODUCT, file },
		read: async () => {
			const content = await chosen.read(shownName);
			const form = formWith('file', content);
			form.append('type', content.type);
			form.append('messaging_product', PRODUCT.messaging_product);
			return form;
		},
	};
}

/** Where a file goes before its message: to the same number (spec D, "Upload Media"). */
export function uploadPath({ url }: IHttpRequestOptions): string {
	return url.replace(/(marketing_)?messages$/, 'media');
}

/** Body of Media: Upload. */
export const mediaUpload: Step = async function (options) {
	const shownName = readChosenName(this, 'options.fileName');
	setLazyBody(options, uploadForm(await fromBinary(this, META_FILES), shownName));
	return options;
};
