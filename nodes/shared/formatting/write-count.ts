/** A number with what it counts, e.g. `1 chat` and `2 chats`. */
export function writeCount(count: number, one: string): string {
	return `${count.toLocaleString('en-US')} ${one}${count === 1 ? '' : 's'}`;
}
