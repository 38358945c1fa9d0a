import type { IDataObject } from 'n8n-workflow';

import {
	checkCount,
	checkText,
	checkUrl,
	countCharacters,
	InputError,
	readText,
} from '../../shared/parameters/input';
import type { Step } from '../../shared/parameters/pre-send';
import { PRODUCT } from './message';

/** Texts of a profile: label, and how long each may be (Meta, "Business profiles"). */
const TEXTS: Record<string, [label: string, longest: number]> = {
	about: ['About', 139],
	address: ['Address', 256],
	description: ['Description', 512],
	email: ['Email', 128],
};
const MOST_WEBSITES = 2;
const LONGEST_WEBSITE = 256;

function readWebsites(value: unknown): string[] {
	const given = Array.isArray(value) ? value : [value];
	const addresses = given
		.map((one) => readText(one, 'Websites').trim())
		.filter((one) => one !== '');
	checkCount("field 'Websites'", addresses.length, [0, MOST_WEBSITES]);
	for (const address of addresses) {
		checkUrl('Websites', address);
		if (countCharacters(address) > LONGEST_WEBSITE) {
			throw new InputError(`An address in 'Websites' has more than ${LONGEST_WEBSITE} characters`);
		}
	}
	return addresses;
}

function checkedProfile({ websites, profilePictureHandle, ...fields }: IDataObject): IDataObject {
	const texts: IDataObject = {};
	for (const [name, [label, longest]] of Object.entries(TEXTS)) {
		if (fields[name] === undefined) continue;
		const text = readText(fields[name], label);
		checkText(label, text, longest, name === 'about');
		texts[name] = text;
	}
	return {
		...fields,
		...texts,
		...(websites === undefined ? {} : { websites: readWebsites(websites) }),
		...(profilePictureHandle ? { profile_picture_handle: profilePictureHandle } : {}),
	};
}

/** Changes of a business profile (spec D, "Update Business Profile"). */
export const profileChanges: Step = function (options) {
	const changes = checkedProfile(this.getNodeParameter('profile', {}) as IDataObject);
	if (Object.keys(changes).length === 0) {
		throw new InputError("The field 'Profile' is empty", 'Add at least one field to change.');
	}
	options.body = { ...PRODUCT, ...changes };
	return options;
};
