import { InputError, pathStep, textParameter } from './input';
import type { Step } from './prepare';

/** Fills `{connectionId}` in the path. */
export const connectionInPath: Step = function (options) {
	const connectionId = textParameter(this, 'connectionId').trim();
	if (connectionId === '') throw new InputError("The field 'Connection to Manage' is empty");
	options.url = options.url.replace('{connectionId}', pathStep('Connection to Manage', connectionId));
	return options;
};

/** @param app Maton's name of the app (spec A and D, "Connection Management") */
export function newConnection(app: string): Step {
	return function (options) {
		options.body = { app };
		return options;
	};
}

/** @param app Maton's name of the app */
export function connectionFilters(app: string): Step {
	return function (options) {
		const status = textParameter(this, 'filters.status');
		options.qs = { ...options.qs, app, ...(status ? { status } : {}) };
		return options;
	};
}
