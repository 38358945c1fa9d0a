import type { IWebhookFunctions } from 'n8n-workflow';

import { findRefusal } from '../services/wati/errors/predicate';
import { blankKey } from '../shared/http/answers/blank-key';
import { fileCalled } from '../shared/http/answers/expectation';
import type { MediaOptions } from '../shared/webhooks/settings';
import type { Media } from '../shared/webhooks/event-parts';
import { readAccount, type Account } from './account';
import { callForFile } from '../shared/http/transfer/bounded-call';
import {
	NotFetched,
	readFileAnswer,
	type FetchedBytes,
} from '../shared/webhooks/receiving/attached-file';

/** WATI waits for the answer meanwhile, so a slow file is given up. */
const TIMEOUT_MS = 15_000;

/** Below here lies WATI's media, so that a crafted path cannot reach other files of the account. */
const STORED = /^data\/[\w./-]+$/;

/**
 * The stored path to ask for. An address from an event is never called itself: its path is asked of the
 * configured host, so that the token cannot leave for another one.
 */
function storedPath({ path, url }: Media, { host }: Account): string {
	if (path === null || !STORED.test(path) || path.includes('..')) {
		throw new NotFetched('The file has no path in WATI');
	}
	if (url !== null && host !== null && new URL(url).host !== host) {
		throw new NotFetched(
			'The file is on another host than the WATI account of the credential',
			'not-allowed',
		);
	}
	return path;
}

/** The file of a message. */
export async function fetchMedia(
	context: IWebhookFunctions,
	media: Media,
	{ mostBytes }: MediaOptions,
): Promise<FetchedBytes> {
	const source = await readAccount(context);
	const call = {
		context,
		credentialType: source.credentialType,
		options: {
			method: 'GET' as const,
			url: `${source.baseUrl}/api/v1/getMedia`,
			qs: { fileName: storedPath(media, source) },
			disableFollowRedirect: true,
			timeout: TIMEOUT_MS,
		},
	};
	const answer = await callForFile(call, { mostBytes, mostRefusalBytes: 0 });
	const file = await readFileAnswer(answer, 'WATI');
	const refusal = findRefusal(blankKey({ ...answer, body: file.bytes }, source.key), {
		kind: source.kind,
		isV3: false,
		writes: false,
		expects: fileCalled(media.fileName ?? media.path ?? ''),
		manyRecipients: false,
	});
	if (refusal) {
		const words = refusal.words ?? refusal.message;
		throw new NotFetched(`WATI sent no file: ${words}`, refusal.code);
	}
	return file;
}
