import { hash } from 'crypto';

/** What tells a text from every other one, and keeps it to itself. */
export function digest(text: string, encoding: 'base64' | 'base64url' = 'base64'): string {
	return hash('sha256', text, encoding);
}
