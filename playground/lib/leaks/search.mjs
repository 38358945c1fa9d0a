import { formsOf } from './canaries.mjs';

/** What is shorter occurs by chance, so a check that saves it cannot be searched for. */
const SHORTEST_SECRET = 12;

/**
 * Looks for secrets in texts and bytes, and counts what it read.
 *
 *     const search = new Search([{ kind: 'matonApi.apiKey', value }], ALLOWED);
 *     search.read('log', 'n8n.log', text);
 */
export class Search {
	#needles;

	#allowed;

	/** What was read by place: how many pieces and bytes. */
	counts = new Map();

	/** Each secret in a place where it must not be. */
	leaks = [];

	/** Each secret where it has to be, by the reason. */
	expected = new Map();

	/**
	 * @param {{ kind: string, value: string }[]} secrets
	 * @param {{ kind: RegExp, place: string, where: RegExp, why: string }[]} allowed
	 * @throws {Error} when a secret is so short that it occurs by chance
	 */
	constructor(secrets, allowed) {
		const short = secrets.filter(({ value }) => value.length < SHORTEST_SECRET);
		if (short.length > 0) {
			throw new Error(`Too short to be searched for: ${short.map(({ kind }) => kind).join()}`);
		}
		this.#allowed = allowed;
		const values = new Map(secrets.map((secret) => [secret.value, secret]));
		this.#needles = [...values.values()].flatMap(({ kind, value }) =>
			[...formsOf(value)].map(([text, form]) => ({ kind, form, bytes: Buffer.from(text) })),
		);
		this.secrets = values.size;
		this.needles = this.#needles.length;
	}

	/**
	 * @param {string} place kind of place, as the table names it
	 * @param {string} where what exactly was read, for a find
	 * @param {string | Buffer} content
	 * @param {'whole' | 'part'} [counted] parts of something are not counted beside it
	 */
	read(place, where, content, counted = 'whole') {
		const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content);
		const count = this.counts.get(place) ?? { pieces: 0, bytes: 0, expected: 0, leaks: 0 };
		this.counts.set(place, count);
		if (counted === 'whole') count.pieces += 1;
		count.bytes += bytes.length;
		for (const { kind, form, bytes: needle } of this.#needles) {
			if (bytes.includes(needle)) this.#found(count, { place, where, kind, form });
		}
	}

	#found(count, find) {
		const rule = this.#allowed.find(
			({ kind, place, where }) =>
				place === find.place && kind.test(find.kind) && where.test(find.where),
		);
		if (rule === undefined) {
			count.leaks += 1;
			this.leaks.push(find);
			return;
		}
		count.expected += 1;
		const key = `${rule.place}: ${rule.why}`;
		this.expected.set(key, (this.expected.get(key) ?? 0) + 1);
	}
}
