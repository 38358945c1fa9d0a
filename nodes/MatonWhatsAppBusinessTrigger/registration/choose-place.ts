import type { IHookFunctions } from 'n8n-workflow';

import { isGraphId } from '../../services/meta/graph/graph-id';
import {
	META_CREDENTIAL,
	readCredentialAccount,
	readMetaToken,
} from '../../services/meta/graph/token-credential';
import { objectsIn } from '../../shared/parameters/json';
import { RegistrationRefused } from '../../shared/webhooks/registration/refused-registration';
import { readAppCredential, readRegistrationKind } from '../secrets';
import {
	buildAccountPlace,
	buildAppPlace,
	buildNumberPlace,
	type CallbackPlace,
} from './callback-place';
import { createGraphCaller, type GraphCaller } from './graph-call';

/** Calls in the name of the app. The token is asked for once, where it is needed. */
function createAppCaller(
	context: IHookFunctions,
	id: string,
	secret: string,
	further: readonly string[] = [],
): GraphCaller {
	let asked: Promise<GraphCaller> | undefined;
	const ask = async () => {
		const open = createGraphCaller(context, 'app', undefined, [secret]);
		const { access_token: token } = await open({
			method: 'POST',
			path: '/oauth/access_token',
			body: { client_id: id, client_secret: secret, grant_type: 'client_credentials' },
		});
		return createGraphCaller(context, 'app', String(token), [secret, String(token), ...further]);
	};
	return async (call) => await (await (asked ??= ask()))(call);
}

/** The number that is meant: the one in the field, or the only one of the account. */
async function findNumber(context: IHookFunctions, account: GraphCaller, accountId: string) {
	const given = String(context.getNodeParameter('phoneNumberId', '')).trim();
	if (isGraphId(given)) return given;
	if (given !== '') {
		throw new RegistrationRefused(
			`The field 'Phone Number ID' contains no ID: ${given.slice(0, 40)}`,
			'Enter the ID of the number, not the number itself. The WhatsApp Manager shows it.',
		);
	}
	const { data } = await account({ method: 'GET', path: `/${accountId}/phone_numbers` });
	const numbers = objectsIn(data);
	if (numbers.length === 1) return String(numbers[0]!.id);
	const names = numbers.map(
		({ id, display_phone_number: shown }) => `${String(shown)}: ${String(id)}`,
	);
	throw new RegistrationRefused(
		"The field 'Phone Number ID' is empty",
		`Enter one of the account's numbers: ${names.join('; ')}.`,
	);
}

/**
 * The place whose address the trigger is to be.
 *
 * @param kept ID of the place that the trigger is registered at, which need not be the one of its fields any more
 */
export async function choosePlace(context: IHookFunctions, kept?: string): Promise<CallbackPlace> {
	const { clientId: appId, clientSecret } = await readAppCredential(context);
	const [keptKind, keptId = ''] = kept?.split(':') ?? [];
	const kind = keptKind ?? readRegistrationKind(context);
	if (kind === 'app') {
		return buildAppPlace(createAppCaller(context, appId, clientSecret), appId);
	}
	const token = readMetaToken(await context.getCredentials(META_CREDENTIAL));
	const app = createAppCaller(context, appId, clientSecret, [token]);
	const account = createGraphCaller(context, 'account', token, [token]);
	const override = { app, appId, account, token };
	if (keptId !== '') {
		return kind === 'number'
			? buildNumberPlace(override, keptId)
			: buildAccountPlace(override, keptId);
	}
	const accountId = await readCredentialAccount(context);
	return kind === 'number'
		? buildNumberPlace(override, await findNumber(context, account, accountId))
		: buildAccountPlace(override, accountId);
}
