import { describeAccount } from './account';
import type { ContradictionName } from './contradictions';
import { describeMessages } from './messages';
import type { Read, Schema } from './schema';
import { describeNewTemplate } from './templates';

/**
 * The body that each endpoint takes, by name.
 *
 * @param literally a contradiction that is read as the description has it
 */
export function describeBodies(literally?: ContradictionName): Record<string, Schema> {
	const read: Read = (name, described, meant) => (name === literally ? described : meant);
	return {
		...describeMessages(read),
		...describeAccount(read),
		newTemplate: describeNewTemplate(read),
		changedTemplate: describeNewTemplate(read, true),
	};
}
