// The largest that still fits into the 48 bits of `uuid`.
const PER_MILLISECOND = 100;

/** Makes ids in the forms WATI and WhatsApp use, in a stable order. */
export class Ids {
	private count = 0;

	/**
	 * Goes on from a number that grows with the time, so that no reset or restart hands out an id
	 * again: receivers remember the ids of events.
	 */
	leaveSeed(now = Date.now()): void {
		this.count = Math.max(this.count, now * PER_MILLISECOND);
	}

	/** 24 hex digits, as WATI's ids of contacts, messages, tickets and conversations. */
	object(): string {
		return `66f0aa${this.next().toString(16).padStart(18, '0')}`;
	}

	uuid(): string {
		const tail = this.next().toString(16).padStart(12, '0');
		return `38aca0c0-f80a-409c-81ed-${tail}`;
	}

	/** 16 digits, as Meta's ids of media and templates. */
	digits(): string {
		return `9${this.next().toString().padStart(15, '0')}`;
	}

	/** A WhatsApp message id. */
	wamid(whatsappNumber: string): string {
		const tail = this.next().toString(16).padStart(18, '0');
		const text = `\x1d\x0b${whatsappNumber}\x15\x02\x00\x11\x18\x12${tail}`;
		return `wamid.${Buffer.from(text, 'latin1').toString('base64')}`;
	}

	private next(): number {
		this.count += 1;
		return this.count;
	}
}
