import { getPersonKey } from '../../../shared/parameters/phone-number/person';
import type { Receiver } from './receiver';

/** A recipient of a list who stands in it before. */
export interface RepeatedRecipient {
	/** Place in the list as given, from 0. */
	place: number;
	whatsappNumber: string;
	/** Place where the person stands first, from 0. */
	first: number;
}

const repeatsOfRequests = new WeakMap<object, RepeatedRecipient[]>();

/** Tells a list's recipients from those who stand in it before, in whatever form of their number. */
export function separateRepeats(receivers: Receiver[]) {
	const places = new Map<string, number>();
	const once: Receiver[] = [];
	const repeats: RepeatedRecipient[] = [];
	for (const [place, receiver] of receivers.entries()) {
		const { whatsappNumber } = receiver;
		const person = getPersonKey(whatsappNumber);
		const first = places.get(person);
		if (first !== undefined) {
			repeats.push({ place, whatsappNumber, first });
			continue;
		}
		places.set(person, place);
		once.push(receiver);
	}
	return { once, repeats };
}

/** Notes who was taken out of the list of a request. */
export function setRepeats(options: object, repeats: RepeatedRecipient[]): void {
	repeatsOfRequests.set(options, repeats);
}

/** Who was taken out of the list of a request, in the order of the list. */
export function getRepeats(options: object): RepeatedRecipient[] {
	return repeatsOfRequests.get(options) ?? [];
}

/** What to say of a repeated recipient. */
export function describeRepeat({ whatsappNumber, first }: RepeatedRecipient): string {
	return `${whatsappNumber} is already recipient ${first + 1} of this list`;
}
