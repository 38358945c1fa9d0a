import {
	NodeOperationError,
	type IHookFunctions,
	type WebhookSetupMethodNames,
} from 'n8n-workflow';

import { isRange } from '../WatiTrigger/ip-ranges';
import { readSettings } from '../WatiTrigger/settings';

type SetupMethods = Record<WebhookSetupMethodNames, (this: IHookFunctions) => Promise<boolean>>;

function checkFields(context: IHookFunctions): void {
	let settings;
	try {
		settings = readSettings(context);
	} catch {
		throw new NodeOperationError(
			context.getNode(),
			"The field 'Text Matches' holds no regular expression. Correct the pattern, e.g. ^order \\d+$ or /^order \\d+$/i.",
		);
	}
	const wrong = settings.allowedAddresses.find((entry) => !isRange(entry));
	if (wrong !== undefined) {
		throw new NodeOperationError(
			context.getNode(),
			`The field 'IP Allow-List' holds no address: ${wrong}. Enter addresses or ranges, e.g. 198.51.100.0/24.`,
		);
	}
}

/**
 * The address is entered at Meta by hand: an app has one for all its numbers, and registering it here would
 * take it from whatever receives the events now.
 */
export const addressOfMeta: SetupMethods = {
	async checkExists() {
		return false;
	},
	async create() {
		checkFields(this);
		return true;
	},
	async delete() {
		return true;
	},
};
