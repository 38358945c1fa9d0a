import { PLACES } from './places.mjs';

const MATON_KEY = /^matonApi\./;
const WATI_TOKEN = /^(watiApi\.|rotated token$)/;
const WEBHOOK_SECRET = /^webhook secret$/;
const ROTATED = /^rotated token$/;
const META_TOKEN = /^whatsAppApi\./;
const N8N_KEY = /^(n8nApi)\./;

/**
 * Where a secret has to be, by design of the service or of n8n. Everything else is a leak.
 * @type {{ kind: RegExp, place: string, where: RegExp, why: string }[]}
 */
export const ALLOWED = [
	{
		kind: MATON_KEY,
		place: PLACES.requests,
		where: /^maton: .* header Authorization$/,
		why: 'the key, to Maton',
	},
	{
		kind: WATI_TOKEN,
		place: PLACES.requests,
		where: /^wati: .* header Authorization$/,
		why: 'the token of WATI, to WATI',
	},
	{
		kind: META_TOKEN,
		place: PLACES.requests,
		where: /^meta: .* header Authorization$/,
		why: 'the token of Meta, to Meta',
	},
	{
		kind: META_TOKEN,
		place: PLACES.requests,
		where: /^meta: GET \S*debug_token address$/,
		why: 'the token that Meta is asked about, which it takes as a parameter of this one call',
	},
	{
		kind: WEBHOOK_SECRET,
		place: PLACES.requests,
		where: /webhook\S* (body|answer)$/i,
		why: 'the address of the trigger, registered at WATI, which calls it by that address',
	},
	{
		kind: WEBHOOK_SECRET,
		place: PLACES.rows,
		where: /^workflow_(entity|history|published_version)\S*\.(staticData|nodes) /,
		why: "the trigger's own memory and the field Webhook Secret, which n8n keeps with the workflow",
	},
	{
		kind: WEBHOOK_SECRET,
		place: PLACES.rows,
		where: /^execution_data\.workflowData /,
		why: 'the copy of the workflow that n8n keeps beside each execution',
	},
	{
		kind: WEBHOOK_SECRET,
		place: PLACES.executions,
		where: /^workflow of execution /,
		why: 'the copy of the workflow that n8n keeps beside each execution',
	},
	{
		kind: WEBHOOK_SECRET,
		place: PLACES.executions,
		where: /^nodes to run of execution /,
		why: 'the copy of each node that was still to run when n8n was killed',
	},
	{
		kind: WEBHOOK_SECRET,
		place: PLACES.files,
		where: /^database\.sqlite/,
		why: 'the rows above, in the file of the database',
	},
	{
		kind: WEBHOOK_SECRET,
		place: PLACES.executions,
		where: /^setup item /,
		why: 'the address to paste into WATI, which a test run of the trigger shows to its owner',
	},
	{
		kind: WEBHOOK_SECRET,
		place: PLACES.rows,
		where: /^execution_data\.data /,
		why: 'the same test run in the database',
	},
	{
		kind: WEBHOOK_SECRET,
		place: PLACES.pages,
		where: /^trigger-by-hand$/,
		why: 'the same test run in the editor',
	},
	{
		kind: ROTATED,
		place: PLACES.requests,
		where: /rotateToken answer$/,
		why: 'the new token, as WATI gives it once',
	},
	{
		kind: WATI_TOKEN,
		place: PLACES.requests,
		where: /rotateToken address$/,
		why: 'the token to replace, which WATI takes as a parameter of this one call',
	},
	{
		kind: ROTATED,
		place: PLACES.executions,
		where: /^node Rotate /,
		why: 'the new token, which Account: Rotate Token is there to show once',
	},
	{
		kind: ROTATED,
		place: PLACES.executions,
		where: /^node (Is There a New Token|Store the Token) /,
		why: 'the new token on its way to the credential, in the example that stores it',
	},
	{
		kind: ROTATED,
		place: PLACES.rows,
		where: /^execution_data\.data /,
		why: 'the same execution in the database',
	},
	{
		kind: ROTATED,
		place: PLACES.files,
		where: /^database\.sqlite/,
		why: 'the same execution, in the file of the database',
	},
	{
		kind: N8N_KEY,
		place: PLACES.rows,
		where: /^user_api_keys\.apiKey /,
		why: "n8n's own list of its API keys",
	},
	{
		kind: N8N_KEY,
		place: PLACES.files,
		where: /^database\.sqlite/,
		why: "n8n's own list of its API keys, in the file of the database",
	},
];
