import { resolveRoute } from '../../../shared/http/route/route';
import { wati } from '../../service';
import { InputError, textParameter } from '../../../shared/parameters/input';
import type { Step } from '../../../shared/parameters/pre-send';

const LABEL = 'File or Message ID';

/** WATI's own ID of a message, which no stored file is called by: their names have an ending. */
export function isMessageId(value: string): boolean {
	return /^[0-9a-f]{24}$/i.test(value.trim());
}

/** GET /api/ext/v3/conversations/messages/file/{message_id} (official OpenAPI, "Get a media file by message ID"). */
const FILE_OF_MESSAGE = '/api/ext/v3/conversations/messages/file/';

/** WATI's own hosts, whose media a Maton connection may stand for. */
const WATI_HOST = /(^|\.)wati\.io$/i;

const FOLDERS: Array<[RegExp, string]> = [
	[/\.(jpe?g|png|gif|webp)$/i, 'data/images/'],
	[/\.(opus|ogg|mp3|m4a|aac|amr|wav)$/i, 'data/audios/'],
	[/\.(mp4|3gp|mov)$/i, 'data/videos/'],
];

function storedPath(name: string): string {
	if (name.includes('/')) return name.replace(/^\/+/, '');
	const [, folder] = FOLDERS.find(([pattern]) => pattern.test(name)) ?? [
		undefined,
		'data/documents/',
	];
	return `${folder}${name}`;
}

/**
 * Sets `fileName` from whatever the user has: a file name, the stored path of a message
 * (`data/images/....jpg`), or the media URL of a webhook event. Of a URL only its `fileName` is used, so
 * the token goes to the configured host and nowhere else, and a URL of another host is refused. The ID of a message leads
 * to its file through v3.
 */
export const mediaName: Step = async function (options) {
	const given = textParameter(this, 'fileName').trim();
	if (given === '') throw new InputError(`The field '${LABEL}' is empty`);
	if (/^wamid\./i.test(given)) {
		throw new InputError(
			`The field '${LABEL}' contains a WhatsApp ID, which WATI does not accept here`,
			"Enter WATI's own ID of the message: the field id of Message: Get Many.",
		);
	}
	if (isMessageId(given)) return { ...options, url: `${FILE_OF_MESSAGE}${given}` };
	if (!/^[a-z][a-z\d+.-]*:\/\//i.test(given)) {
		options.qs = { ...options.qs, fileName: storedPath(given) };
		return options;
	}
	const route = await resolveRoute(this, wati);
	const url = new URL(given);
	const ours = new URL(route.apiUrl);
	if (url.host !== ours.host && !(route.kind === 'maton' && WATI_HOST.test(url.hostname))) {
		throw new InputError(
			`The address in '${LABEL}' is on ${url.host}, which is not the WATI account of the credential`,
			'Use the address of a WATI media message, its stored path, or the HTTP Request node for files elsewhere.',
		);
	}
	const fileName = url.searchParams.get('fileName');
	if (!fileName) {
		throw new InputError(
			`The address in '${LABEL}' has no fileName in it`,
			'A WATI media address ends with ?fileName=data/... Take it from the message without changes.',
		);
	}
	options.qs = { ...options.qs, fileName: storedPath(fileName) };
	return options;
};
