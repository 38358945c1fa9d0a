import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
} from 'n8n-workflow';

import { tellFailure } from '../../shared/fields/tell-failure';
import { isObject } from '../../shared/parameters/json';
import { readPageInfo, readRecords } from '../../shared/http/answers/records';
import { fetchForEditor } from '../../shared/http/beside/editor-request';
import { wati } from '../service';

const PAGE_SIZE = 50;

/** Contacts read to learn which attributes exist. One call is enough to fill a form. */
const SAMPLE = 100;

/** WATI repeats these of the contact itself among its attributes. */
const ECHOES = ['name', 'phone'];

function getNumber(contact: IDataObject): string {
	return String(contact.wAid ?? contact.phone ?? contact.id ?? '');
}

/** Contacts by name, a page at a time. */
export async function searchContacts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const pageNumber = Number(paginationToken ?? 1);
	const body = await fetchForEditor(this, wati, '/api/v1/getContacts', {
		pageSize: PAGE_SIZE,
		pageNumber,
		...(filter ? { name: filter } : {}),
	});
	const contacts = readRecords(body);
	const { isLast, total } = readPageInfo(body);
	const done =
		contacts.length === 0 || isLast || (total !== undefined && pageNumber * PAGE_SIZE >= total);
	return {
		results: contacts.map((contact) => {
			const number = getNumber(contact);
			const name = String(contact.fullName ?? contact.firstName ?? '').trim();
			return { name: name ? `${name} (${number})` : number, value: number };
		}),
		paginationToken: done ? undefined : String(pageNumber + 1),
	};
}

function attributeNames(contact: IDataObject): string[] {
	const params = Array.isArray(contact.customParams) ? contact.customParams.filter(isObject) : [];
	return params.map(({ name }) => name).filter((name): name is string => typeof name === 'string');
}

/** The attributes that existing contacts have, as fields of a form. */
export const contactAttributes = tellFailure('attributes', async function () {
	const body = await fetchForEditor(this, wati, '/api/v1/getContacts', {
		pageSize: SAMPLE,
		pageNumber: 1,
	});
	const names = new Set(readRecords(body).flatMap(attributeNames));
	ECHOES.forEach((name) => names.delete(name));
	return {
		fields: [...names].sort().map((name) => ({
			id: name,
			displayName: name,
			type: 'string',
			required: false,
			defaultMatch: false,
			display: true,
			removed: true,
		})),
	};
});
