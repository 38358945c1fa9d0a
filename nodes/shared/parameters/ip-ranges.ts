const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** 32 bits for IPv4, 128 for IPv6; null for anything else. */
interface Address {
	value: bigint;
	bits: 32 | 128;
}

function ofGroups(groups: readonly number[], width: bigint, most: number): bigint | null {
	if (groups.some((group) => !(group >= 0 && group <= most))) return null;
	return groups.reduce((sum, group) => (sum << width) | BigInt(group), 0n);
}

function ipv4(text: string): bigint | null {
	const found = IPV4.exec(text);
	return found ? ofGroups(found.slice(1).map(Number), 8n, 255) : null;
}

function parseGroups(text: string): number[] {
	if (text === '') return [];
	return text.split(':').map((group) => (/^[\da-f]{1,4}$/i.test(group) ? parseInt(group, 16) : -1));
}

function ipv6(text: string): bigint | null {
	const halves = text.split('::');
	if (halves.length > 2 || !text.includes(':')) return null;
	const [head = [], tail = []] = halves.map(parseGroups);
	const gap = 8 - head.length - tail.length;
	if (halves.length === 2 ? gap < 1 : gap !== 0) return null;
	return ofGroups([...head, ...Array<number>(gap).fill(0), ...tail], 16n, 0xffff);
}

/** An IPv4 address written inside IPv6 (`::ffff:192.0.2.1`) is the IPv4 address. */
function parseAddress(text: string): Address | null {
	const value = ipv4(text.trim().replace(/^::ffff:(?=\d+\.)/i, ''));
	if (value !== null) return { value, bits: 32 };
	const long = ipv6(text.trim());
	return long === null ? null : { value: long, bits: 128 };
}

function parsePrefix(text: string | undefined, bits: number): number | null {
	if (text === undefined) return bits;
	return /^\d{1,3}$/.test(text) && Number(text) <= bits ? Number(text) : null;
}

function contains(range: string, { value, bits }: Address): boolean {
	const [base = '', prefix] = range.split('/');
	const start = parseAddress(base);
	const kept = parsePrefix(prefix, bits);
	if (start === null || start.bits !== bits || kept === null) return false;
	const shift = BigInt(bits - kept);
	return start.value >> shift === value >> shift;
}

/** Whether a text is an address or a range such as `192.0.2.0/24`. */
export function isRange(text: string): boolean {
	const [base = '', prefix, ...more] = text.split('/');
	const address = parseAddress(base);
	return address !== null && more.length === 0 && parsePrefix(prefix, address.bits) !== null;
}

/**
 * Whether the caller is in one of the ranges. An unknown caller is in none, and nobody is in a list that came out
 * empty, as from an expression that found nothing.
 *
 * @param ranges null where there is no list, and everybody may call
 */
export function isAllowedAddress(
	ip: string | undefined,
	ranges: readonly string[] | null,
): boolean {
	if (ranges === null) return true;
	const address = parseAddress(ip ?? '');
	return address !== null && ranges.some((range) => contains(range, address));
}
