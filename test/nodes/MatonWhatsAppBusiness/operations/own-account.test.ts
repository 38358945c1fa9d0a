import type { INode } from 'n8n-workflow';

import {
	findAccounts,
	findNumberAccount,
	findNumbers,
	type GraphReader,
} from '../../../../nodes/MatonWhatsAppBusiness/operations/own-account';
import type { FailureCode } from '../../../../nodes/shared/errors/catalogue';
import { nodeError } from '../../../../nodes/shared/errors/node-error';

const failure = (code: FailureCode) => nodeError({ name: 'Node' } as INode, code);

const list = (...ids: string[]) => ({ data: ids.map((id) => ({ id })) });

/** What Meta answers to each path; it says no to all others. */
function readerOf(answers: Record<string, unknown>): GraphReader {
	return async (path) => {
		if (path in answers) return answers[path];
		throw failure('request-refused');
	};
}

const ASSIGNED = '/me/assigned_whatsapp_business_accounts';

test('the accounts of the user come first, and those of businesses where there are none', async () => {
	expect(await findAccounts(readerOf({ [ASSIGNED]: list('1', '2') }))).toEqual(['1', '2']);
	const ofBusinesses = {
		[ASSIGNED]: list(),
		'/me/businesses': list('7', '8'),
		'/7/owned_whatsapp_business_accounts': list('1'),
		'/7/client_whatsapp_business_accounts': list('1', '2'),
		'/8/client_whatsapp_business_accounts': list('3'),
	};
	expect(await findAccounts(readerOf(ofBusinesses))).toEqual(['1', '2', '3']);
	expect(await findAccounts(readerOf({}))).toEqual([]);
});

test('numbers are those of all accounts', async () => {
	const phone = { id: '10', display_phone_number: '+1 415-555-0300', verified_name: 'Shop' };
	const read = readerOf({
		[ASSIGNED]: list('1', '2'),
		'/1/phone_numbers': { data: [phone] },
		'/2/phone_numbers': list('20'),
	});
	expect(await findNumbers(read)).toEqual([
		{ id: '10', number: '+1 415-555-0300', name: 'Shop', accountId: '1' },
		{ id: '20', number: '', name: '', accountId: '2' },
	]);
});

test('the account of a number is what it says, the only one, or the one that lists it', async () => {
	const told = { '/20': { whatsapp_business_account: { id: '2' } } };
	expect(await findNumberAccount(readerOf(told), '20')).toBe('2');
	expect(await findNumberAccount(readerOf({ [ASSIGNED]: list('1') }), '20')).toBe('1');
	const several = {
		'/20': { id: '20' },
		[ASSIGNED]: list('1', '2'),
		'/1/phone_numbers': list('10'),
		'/2/phone_numbers': list('20'),
	};
	expect(await findNumberAccount(readerOf(several), '20')).toBe('2');
	expect(await findNumberAccount(readerOf(several), '30')).toBeUndefined();
	expect(await findNumberAccount(readerOf({}), '20')).toBeUndefined();
});

test.each(['credential-refused', 'not-reachable', 'rate-limited'] as const)(
	'%s is told, and not taken for an account that is not there',
	async (code) => {
		const read: GraphReader = async () => {
			throw failure(code);
		};
		await expect(findAccounts(read)).rejects.toMatchObject({ context: { code } });
	},
);
