import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { findCredentialAccount } from '../../services/meta/graph/token-credential';
import { fetchForEditor } from '../../shared/http/beside/editor-request';
import { InputError } from '../../shared/parameters/input';
import { findNumbers, listNumbers, type GraphReader } from '../operations/own-account';
import { findGraphId, readGraphVersion } from '../requests/graph-path';
import { meta } from '../service';

/** The numbers of the chosen account, or of the credential's, by number and name. */
export async function searchPhoneNumbers(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const version = readGraphVersion(this);
	const read: GraphReader = async (path, qs) =>
		await fetchForEditor(this, meta, `/${version}${path}`, qs);
	const account = findGraphId(this, 'businessAccountId') ?? (await findCredentialAccount(this));
	const numbers = await (account === undefined ? findNumbers(read) : listNumbers(read, account));
	if (numbers.length === 0) {
		throw new InputError(
			"Meta did not return the numbers of this connection. Add 'Business Account' under Options, or enter the ID of the number.",
		);
	}
	const wanted = filter.toLowerCase();
	const results = numbers.map(({ id, number, name }) => ({
		name: `${number} (${name})`,
		value: id,
	}));
	return { results: results.filter(({ name }) => name.toLowerCase().includes(wanted)) };
}
