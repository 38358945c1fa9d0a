/** Countries where WhatsApp's ID and the written number differ by a digit, and the form that both come to. */
const VARIANTS: ReadonlyArray<[RegExp, string]> = [
	[/^55(\d\d)9(\d{8})$/, '55$1$2'],
	[/^521(\d{10})$/, '52$1'],
	[/^549(\d{10})$/, '54$1'],
];

/** One form for all variants of a number. Other names stay as they are. */
export function personKey(name: string): string {
	return VARIANTS.reduce((key, [form, plain]) => key.replace(form, plain), name);
}

/** Whether two names stand for one person: numbers in any of their variants, BSUIDs or contact IDs. */
export function isSamePerson(one: string, other: string): boolean {
	return personKey(one).toLowerCase() === personKey(other).toLowerCase();
}
