import type { Environment } from '../../server/dispatch';
import type { Answer } from '../../http/exchange';

const REFUSED: Answer = { status: 401, text: 'Authentication Error', contentType: 'text/html' };

/**
 * Meta's own host of media. It is not the Graph API: a token of the account is needed here too, and the
 * gateway's key is none.
 */
export function serveMetaMedia(
	environment: Environment,
	id: string,
	token: string | undefined,
): Answer {
	for (const account of environment.world.businesses.values()) {
		const media = account.media.find(id);
		if (!media) continue;
		if (environment.settings.mediaUrls !== 'open' && token !== account.token) return REFUSED;
		return { status: 200, bytes: media.content, contentType: media.mimeType };
	}
	return { status: 404, text: 'Not found' };
}
