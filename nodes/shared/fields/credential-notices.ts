import type { INodeProperties } from 'n8n-workflow';

/** The name of the notices below, by which the pages tell what an operation needs. */
export const CREDENTIAL_NOTICE = 'credentialNotice';

/** A notice that a form shows with one kind of credential. */
export function noticeWith(credentialType: string, displayName: string): INodeProperties {
	return {
		displayName,
		name: CREDENTIAL_NOTICE,
		type: 'notice',
		default: '',
		displayOptions: { show: { authentication: [credentialType] } },
	};
}
