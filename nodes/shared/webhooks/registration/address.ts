/**
 * Whether two addresses are those of one trigger, published and in a test run: they end alike, with its random ID and
 * the path of its webhook.
 */
export function isOfSameTrigger(one: string, other: string): boolean {
	const getEnd = (address: string) => address.split('/').slice(-2).join('/');
	return getEnd(one) === getEnd(other);
}
