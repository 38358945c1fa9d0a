import { InputError, textParameter } from './input';
import type { Step } from './prepare';

/** Maton calls this app so in its paths and lists (spec A, "Connection Management"). */
const APP = 'wati';

/** Fills `{connectionId}` in the path. */
export const connectionInPath: Step = function (options) {
	const connectionId = textParameter(this, 'connectionId').trim();
	if (connectionId === '') throw new InputError("The field 'Connection to Manage' is empty");
	options.url = options.url.replace('{connectionId}', encodeURIComponent(connectionId));
	return options;
};

export const newConnection: Step = function (options) {
	options.body = { app: APP };
	return options;
};

export const connectionFilters: Step = function (options) {
	const status = textParameter(this, 'filters.status');
	options.qs = { ...options.qs, app: APP, ...(status ? { status } : {}) };
	return options;
};
