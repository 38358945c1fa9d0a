const MEGABYTE = 1_048_576;

/**
 * Most bytes of an answer that is read as JSON. JSON takes five to ten times its length in memory, and n8n's process
 * has 2 to 4 GB (V8's heap on 64-bit systems): more than this would end it, with all executions in it.
 * n8n itself takes an eighth of it as one body (`N8N_PAYLOAD_SIZE_MAX`, 16 MB).
 */
export const MOST_JSON_BYTES = 128 * MEGABYTE;

/** Most bytes that are read of an answer whose status says no: its words come first. */
export const MOST_REFUSAL_BYTES = MEGABYTE;

/** WhatsApp keeps no larger file (Meta, "Supported media types"). */
export const MOST_FILE_BYTES = 100 * MEGABYTE;

const inMegabytes = (bytes: number) => `${Math.round((bytes / MEGABYTE) * 10) / 10} MB`;

/** The time limit of a call ran out before the last byte of its answer was there. */
export class OutOfTime extends Error {
	/** As the system calls it. */
	readonly code = 'ETIMEDOUT';

	/**
	 * @param ms the limit
	 * @param cause what the call failed with when it was ended
	 */
	constructor(ms: number, cause?: unknown) {
		super(`no complete answer came within ${ms / 1_000} seconds`, { cause });
	}
}

/** An answer goes on beyond the most that is read of it. */
export class TooLarge extends Error {
	readonly code = 'ERR_TOO_LARGE';

	readonly limit = inMegabytes(this.mostBytes);

	constructor(
		private readonly mostBytes: number,
		/** Whether it is a file. */
		readonly isFile: boolean,
	) {
		super(`the ${isFile ? 'file' : 'answer'} has more than ${inMegabytes(mostBytes)}`);
	}
}
