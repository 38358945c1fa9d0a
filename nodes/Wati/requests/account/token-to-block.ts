import { getBareKey } from '../../../shared/http/answers/blank-key';
import { InputError, textParameter } from '../../../shared/parameters/input';
import type { Step } from '../../../shared/parameters/pre-send';
import { readSwitch } from '../../../shared/parameters/switches';

interface WatiCredential {
	accessToken: string;
}

/**
 * The token to block: the credential's own, which then stands in no workflow, or another one. It goes to the
 * configured host only and never into the output.
 *
 * @throws InputError without the confirmation, or without a token
 */
export const tokenToBlock: Step = async function (options) {
	if (!readSwitch(this, 'confirmRotation')) {
		throw new InputError(
			"Switch on 'Block This Token' to rotate it",
			'Nothing was sent. The token is blocked for every program that uses it, and cannot be taken back.',
		);
	}
	const given =
		textParameter(this, 'tokenFrom') === 'field'
			? textParameter(this, 'token', 'Token to Replace')
			: (await this.getCredentials<WatiCredential>('watiApi')).accessToken;
	const token = getBareKey(given);
	if (token === '') throw new InputError("The field 'Token to Replace' is empty");
	options.qs = { ...options.qs, token };
	return options;
};
