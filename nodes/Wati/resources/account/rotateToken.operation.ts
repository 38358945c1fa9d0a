import { tokenToBlock } from '../../requests/operator';
import { prepare } from '../../requests/prepare';
import { newToken } from '../../responses/readers';
import { directOnly, type Operation } from '../operation';

/** POST /api/v1/rotateToken (spec C, "Rotate token"; docs.wati.io, "rotateToken"). */
export const rotateToken: Operation = {
	option: {
		name: 'Rotate Token',
		value: 'rotateToken',
		action: 'Rotate token',
		description: 'Block a WATI access token for good and return its replacement',
		...directOnly,
		routing: {
			request: { method: 'POST', url: '/api/v1/rotateToken', encoding: 'text' },
			send: { preSend: [prepare(tokenToBlock)] },
			output: { postReceive: [newToken] },
		},
	},
	fields: [
		{
			displayName:
				'The token is blocked at once. Save the returned one in the credential before you run anything else.',
			name: 'rotateNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'I Want to Block This Token',
			name: 'confirmRotation',
			type: 'boolean',
			default: false,
			description:
				'Whether to block the token for every program that uses it. Without it nothing is sent.',
		},
		{
			displayName: 'Token to Replace',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The token to block, with or without "Bearer"',
		},
	],
};
