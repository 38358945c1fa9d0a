import { sleep } from 'n8n-workflow';

/** From a copy that says less to the one that says more, which is posted right after it. */
const HOLD_MS = 1_000;

/** A fuller copy that did not come so many times in a row is not subscribed to, or sent only after an answer. */
const MOST_FUTILE = 3;

interface Awaited {
	arrival: Promise<boolean>;
	arrive: () => void;
}

/** Holds copies of events while another copy that says more is on its way, so that an execution starts with that one. */
export class FullerCopies {
	private readonly awaited = new Map<string, Awaited>();

	private futile = 0;

	/** Waits for the fuller copy of a fact, or until it is plain that none comes. */
	async wait(key: string): Promise<void> {
		if (this.futile >= MOST_FUTILE) return;
		const { arrival } = this.awaited.get(key) ?? this.await(key);
		await arrival;
	}

	/** Tells that the fuller copy of a fact is there. */
	arrive(key: string): void {
		this.awaited.get(key)?.arrive();
	}

	private await(key: string): Awaited {
		let arrive: () => void = () => undefined;
		const copy = new Promise<boolean>((resolve) => (arrive = () => resolve(true)));
		const arrival = Promise.race([copy, sleep(HOLD_MS).then(() => false)]);
		const awaited = { arrival, arrive };
		this.awaited.set(key, awaited);
		void arrival.then((hasCome) => {
			this.awaited.delete(key);
			this.futile = hasCome ? 0 : this.futile + 1;
		});
		return awaited;
	}
}
