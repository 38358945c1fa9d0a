import { textParameter } from '../parameters/input';
import type { Step } from '../parameters/pre-send';
import { idInPath } from '../parameters/record-id';

/** Fills `{connectionId}` in the path. */
export const connectionInPath = idInPath('connectionId', 'Connection to Manage');

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
