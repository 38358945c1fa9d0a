import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../shared/fields/operation';

/** The name of the notices below, by which the pages tell what an operation needs. */
export const CREDENTIAL_NOTICE = 'credentialNotice';

function shownWith(credentialType: string, displayName: string): INodeProperties {
	return {
		displayName,
		name: CREDENTIAL_NOTICE,
		type: 'notice',
		default: '',
		displayOptions: { show: { authentication: [credentialType] } },
	};
}

const tokenNotice = shownWith(
	'matonApi',
	'This operation needs a WATI access token: Maton does not pass it on. Choose a WATI access token as the credential.',
);

const matonNotice = shownWith(
	'watiApi',
	'Connections belong to Maton. Choose a Maton key as the credential.',
);

/** An operation that Maton does not list (spec A). The form offers it with either credential, and says what it needs. */
export function tokenOnly(operation: Operation): Operation {
	return { ...operation, fields: [tokenNotice, ...operation.fields] };
}

/** An operation on Maton's own connections. */
export function matonOnly(operation: Operation): Operation {
	return { ...operation, fields: [matonNotice, ...operation.fields] };
}
