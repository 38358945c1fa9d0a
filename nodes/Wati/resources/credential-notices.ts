import { noticeWith } from '../../shared/fields/credential-notices';
import type { Operation } from '../../shared/fields/operation';

const tokenNotice = noticeWith(
	'matonApi',
	'This operation needs a WATI access token: Maton does not pass it on. Choose a WATI access token as the credential.',
);

/** An operation that Maton does not list (spec A). The form offers it with either credential, and says what it needs. */
export function tokenOnly(operation: Operation): Operation {
	return { ...operation, fields: [tokenNotice, ...operation.fields] };
}
