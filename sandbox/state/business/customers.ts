import { createHash } from 'node:crypto';

import type { Numbering } from '../numbering';
import type { BusinessMessage } from './shapes';

/** How Meta names a customer: by number and BSUID, or by BSUID alone. */
export type Customer = Pick<BusinessMessage, 'waId' | 'userId' | 'username'>;

/** A BSUID or a parent BSUID (Meta, "Business-scoped user IDs", 2026-03-31). */
const USER_ID = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;

export function isUserId(text: string): boolean {
	return USER_ID.test(text);
}

/** The ID of a group: `capi_group:` and what follows in base64, as all examples of Meta ("Group messaging", 2026-05-21). */
const GROUP_ID = /^Y2FwaV9ncm91cD[o-r][\w-]*$/;

export function isGroupId(text: string): boolean {
	return GROUP_ID.test(text);
}

/** The customers of one account. Everybody has a BSUID; people with a username may have nothing else. */
export class Customers {
	private readonly usernames = new Map<string, string>();

	constructor(private readonly numbering: Numbering) {}

	/** The customer behind a number in any of its forms, or behind a BSUID. */
	find(address: string): Customer {
		if (isUserId(address)) {
			return { waId: null, userId: address, username: this.usernames.get(address) ?? null };
		}
		const waId = this.numbering.idOf(address);
		const hash = createHash('sha256').update(waId).digest('hex').slice(0, 12);
		return { waId, userId: `US.${parseInt(hash, 16)}`, username: null };
	}

	/** What addresses a chat: WhatsApp's ID of a customer, the BSUID of one without, or the ID of a group. */
	keyOf(address: string): string {
		if (isGroupId(address)) return address;
		const { waId, userId } = this.find(address);
		return waId ?? userId;
	}

	/** The customer of a BSUID takes a username. */
	setUsername(userId: string, username: string): void {
		this.usernames.set(userId, username);
	}
}
