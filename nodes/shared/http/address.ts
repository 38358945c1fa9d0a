/** An address with `https://` where its scheme was left out. */
export function withScheme(address: string): string {
	return /^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address : `https://${address}`;
}

export function withoutTrailingSlashes(address: string): string {
	return address.replace(/\/+$/, '');
}
