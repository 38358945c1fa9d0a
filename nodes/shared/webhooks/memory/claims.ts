import { sleep } from 'n8n-workflow';

/** How a claim ended: an execution is there, or it could not be started. */
export type ClaimResult = 'failed' | 'started';

/** From the moment at which n8n was given an event until its execution is taken to be there, without word of it. */
const BELIEVED_AFTER_MS = 2_000;

/** How long a copy waits for the first one, which may be fetching a file. */
const WAIT_MS = 8_000;

/** A fact on its way to an execution. It is not seen before the execution is there, so that a crash loses nothing. */
export interface Claim {
	/** Settles once n8n has answered the request. */
	readonly result: Promise<ClaimResult>;
	/** Notes that n8n was given the event. */
	giveToN8n(): void;
	settle(result: ClaimResult): void;
	/**
	 * What a copy of the event can be told of the first one.
	 *
	 * @returns `unsettled` when that takes too long, so that the copy has to be sent again
	 */
	outcome(): Promise<ClaimResult | 'unsettled'>;
}

/** Something that comes later; its promise is made once somebody waits, since one call makes thousands of claims. */
class Later<Value> {
	private known?: { value: Value };

	private resolve?: (value: Value) => void;

	private promise?: Promise<Value>;

	come(value: Value): void {
		this.known ??= { value };
		this.resolve?.(this.known.value);
	}

	wait(): Promise<Value> {
		this.promise ??= this.known
			? Promise.resolve(this.known.value)
			: new Promise((resolve) => (this.resolve = resolve));
		return this.promise;
	}
}

class OpenClaim implements Claim {
	private readonly ended = new Later<ClaimResult>();

	private readonly given = new Later<void>();

	/** @param forget called when it is settled */
	constructor(private readonly forget: () => void) {}

	get result(): Promise<ClaimResult> {
		return this.ended.wait();
	}

	giveToN8n(): void {
		this.given.come();
	}

	settle(how: ClaimResult): void {
		this.forget();
		this.ended.come(how);
	}

	async outcome(): Promise<ClaimResult | 'unsettled'> {
		const believed = this.given.wait().then(async () => await sleep(BELIEVED_AFTER_MS));
		return await Promise.race([
			this.result,
			believed.then(() => 'started' as const),
			sleep(WAIT_MS).then(() => 'unsettled' as const),
		]);
	}
}

/** The claims of one process. All but waiting is synchronous, so that of two copies in one millisecond one is first. */
export class Claims {
	private readonly open = new Map<string, Claim>();

	/** The open claim of a fact, under any of its keys. */
	find(keys: readonly string[]): Claim | undefined {
		return keys.map((key) => this.open.get(key)).find((claim) => claim !== undefined);
	}

	make(keys: readonly string[]): Claim {
		const claim = new OpenClaim(() => {
			for (const key of keys) if (this.open.get(key) === claim) this.open.delete(key);
		});
		for (const key of keys) this.open.set(key, claim);
		return claim;
	}
}
