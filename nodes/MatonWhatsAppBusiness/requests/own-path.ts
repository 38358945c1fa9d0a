import type { IExecuteSingleFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { findCredentialAccount, isDirect } from '../../services/meta/graph/token-credential';
import { fetchFrom, pickSettings } from '../../shared/http/beside/fetch-beside';
import { InputError } from '../../shared/parameters/input';
import { KeptAnswers } from '../../shared/http/kept/kept-answers';
import { resolveRoute } from '../../shared/http/route/route';
import type { Step } from '../../shared/parameters/pre-send';
import {
	findNumberAccount,
	findAccounts,
	findNumbers,
	listNumbers,
	type GraphReader,
	type OwnNumber,
} from '../operations/own-account';
import { meta } from '../service';
import { fillPath, findGraphId, graphId, readGraphVersion } from './graph-path';

type Execution = IExecuteSingleFunctions;

/** How long it counts what a connection's numbers are. Numbers are added and moved by hand, now and then. */
const KEPT_MS = 600_000;

/** What was found about connections. */
const kept = new KeptAnswers(KEPT_MS, 200);

/** Finds for one connection what the node's fields leave open. */
interface OwnFinder {
	accountOf: (phoneNumberId: string) => Promise<string | undefined>;
	accounts: () => Promise<string[]>;
	numbers: () => Promise<OwnNumber[]>;
}

async function createFinder(context: Execution, request: IHttpRequestOptions): Promise<OwnFinder> {
	const route = await resolveRoute(context, meta);
	const version = readGraphVersion(context);
	const named = await findCredentialAccount(context);
	const signal = context.getExecutionCancelSignal();
	const read: GraphReader = async (path, qs) => {
		const { body, failure } = await fetchFrom(context as Parameters<typeof fetchFrom>[0], route, {
			path: `/${version}${path}`,
			qs,
			execution: String(context.getExecutionId()),
			signal,
			settings: pickSettings(request),
		});
		if (failure) throw failure;
		return body;
	};
	/** Asks once for all items and nodes. */
	const askOnce = async <Answer>(question: string, fetchAnswer: () => Promise<Answer>) =>
		await kept.ask([route.apiUrl, route.tenant, question], fetchAnswer, signal);
	if (named !== undefined) {
		return {
			accountOf: async () => named,
			accounts: async () => [named],
			numbers: async () => await askOnce('numbers', async () => await listNumbers(read, named)),
		};
	}
	return {
		accountOf: async (id) => await askOnce(id, async () => await findNumberAccount(read, id)),
		accounts: async () => await askOnce('accounts', async () => await findAccounts(read)),
		numbers: async () => await askOnce('numbers', async () => await findNumbers(read)),
	};
}

/** The number that the credential names for all nodes; empty where it names none. */
async function readDefaultNumber(context: Execution): Promise<string> {
	if (isDirect(context)) return '';
	const { phoneNumberId } = await context.getCredentials<{ phoneNumberId?: string }>('matonApi');
	return String(phoneNumberId ?? '').trim();
}

const listed = (numbers: OwnNumber[]) =>
	numbers.map(({ id, number, name }) => `${number} (${name}): ${id}`).join('; ');

/** The number to send from, where the node chose none. @throws InputError when it cannot be told */
async function findSender(context: Execution, { numbers }: OwnFinder): Promise<string> {
	const preset = await readDefaultNumber(context);
	if (preset !== '') return preset;
	const found = await numbers();
	const [only] = found;
	if (only && found.length === 1) return only.id;
	const [owner, once] = isDirect(context)
		? ['account', '']
		: ['connection', ', or enter its ID once in the credential'];
	throw new InputError(
		"The field 'Business Phone Number' is empty",
		only
			? `The ${owner} has several numbers: ${listed(found)}. Choose one${once}.`
			: `Meta did not return the numbers of this ${owner}. Enter the phone number ID, which the WhatsApp Manager shows.`,
	);
}

/** The account that is meant, where the node chose none. @throws InputError when it cannot be told */
async function findOwnAccount(
	context: Execution,
	{ accountOf, accounts }: OwnFinder,
): Promise<string> {
	const preset = findGraphId(context, 'phoneNumberId') ?? (await readDefaultNumber(context));
	const ofNumber = preset === '' ? undefined : await accountOf(preset);
	if (ofNumber !== undefined) return ofNumber;
	const found = await accounts();
	const [only] = found;
	if (only !== undefined && found.length === 1) return only;
	throw new InputError(
		"The field 'Business Account' is empty",
		only === undefined
			? 'Meta did not return the account of this connection. Enter its ID, which the WhatsApp Manager shows under Account tools.'
			: `The connection has several accounts: ${found.join(', ')}. Enter the ID of one.`,
	);
}

/** The path of a request with what its fields say, and what the connection says where they are empty. */
export async function fillOwnPath(
	context: Execution,
	request: IHttpRequestOptions,
	path = request.url,
): Promise<string> {
	let finder: Promise<OwnFinder> | undefined;
	return await fillPath(context, path, async (place) => {
		if (place !== 'phoneNumberId' && place !== 'businessAccountId') return graphId(context, place);
		const chosen = findGraphId(context, place);
		if (chosen !== undefined) return chosen;
		finder ??= createFinder(context, request);
		return place === 'phoneNumberId'
			? await findSender(context, await finder)
			: await findOwnAccount(context, await finder);
	});
}

/** Fills the places of the path. */
export const graphPath: Step = async function (options) {
	options.url = await fillOwnPath(this, options);
	return options;
};
