import { prepare } from '../../../shared/parameters/pre-send';
import { tokenToBlock } from '../../requests/account/token-to-block';
import { newToken } from '../../responses/readers';
import { rotateOnce } from '../../operations/rotate-token';
import { type Operation } from '../../../shared/fields/operation';

/** POST /api/v1/rotateToken (spec C, "Rotate token"; docs.wati.io, "rotateToken"). */
export const rotateToken: Operation = {
	option: {
		name: 'Rotate Token',
		value: 'rotateToken',
		action: 'Rotate a token',
		description: 'Block a WATI access token permanently and return its replacement',
		routing: {
			request: { method: 'POST', url: '/api/v1/rotateToken', encoding: 'text' },
			send: { preSend: [prepare(tokenToBlock)] },
			output: { postReceive: [newToken] },
		},
	},
	steps: rotateOnce,
	fields: [
		{
			displayName:
				'The token is blocked at once, and the output is the only copy of its replacement. The page docs/rotate-token.md of the package and its example rotate-token.json store it safely.',
			name: 'rotateNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Block This Token',
			name: 'confirmRotation',
			type: 'boolean',
			default: false,
			description: 'Whether to block the token for every program that uses it. Required.',
		},
		{
			displayName: 'Which Token',
			name: 'tokenFrom',
			type: 'options',
			default: 'credential',
			description: 'Which token to block',
			options: [
				{
					name: 'Another One',
					value: 'field',
					description: 'A token that other programs use',
				},
				{
					name: 'That of the Credential',
					value: 'credential',
					description: 'The credential stops working until the new token is saved in it',
				},
			],
		},
		{
			displayName: 'Token to Replace',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { tokenFrom: ['field'] } },
			description: 'The token to block, with or without "Bearer"',
		},
	],
};
