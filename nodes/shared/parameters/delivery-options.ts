import type { IDataObject } from 'n8n-workflow';

import { isObject } from './json';
import { InputError, type ParameterSource } from './input';
import { isSwitchedOn, requireSwitch } from './switches';

/** What the user set under Options about how requests leave. An entry that was not added is absent. */
export interface DeliveryOptions {
	plan?: 'growth' | 'pro' | 'business';
	/** Absent means yes. */
	resendMemory?: boolean;
	defaultCountryCode?: string;
	previewOnly?: boolean;
	verify?: boolean;
	/** Whether people who opted out are left out of a send. */
	respectOptOut?: boolean;
	includeResponse?: boolean;
	includeUsage?: boolean;
	allowedNumbers?: string;
	allowedTemplates?: string;
	mostRecipients?: number;
	mostSends?: number;
}

/** Where the check of the 24-hour window stands. */
export const WINDOW_CHECK = 'options.window.check.windowCheck';

/** Entries of Options that are about the way of a request, whatever the message is. */
export const WAY_OPTIONS: readonly string[] = [
	'agentLimits',
	'businessAccountId',
	'connection',
	'defaultCountryCode',
	'graphVersion',
	'includeInputFields',
	'includeResponse',
	'includeUsage',
	'plan',
	'previewOnly',
	'optOutAttribute',
	'resendMemory',
	'respectOptOut',
	'verify',
];

/** Switches that keep something from being sent, or from being sent twice, by their labels. */
const PROTECTING: Record<string, string> = {
	previewOnly: 'Preview Only',
	resendMemory: 'Remember What Was Sent',
	respectOptOut: 'Respect Opt-Out',
	verify: 'Verify Before Failing',
};

function readEntry(name: string, value: unknown): unknown {
	const label = PROTECTING[name];
	if (label !== undefined) return requireSwitch(value, label);
	return ['includeResponse', 'includeUsage'].includes(name) ? isSwitchedOn(value) : value;
}

/** A limit that was added applies: one whose expression gave nothing is empty, and allows nothing. */
function readLimits(given: unknown): IDataObject {
	if (given === undefined) return {};
	if (!isObject(given)) throw new InputError("The field 'Agent Limits' contains no limits");
	return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value ?? '']));
}

/**
 * Reads all delivery options at once, with the limits for agents among them.
 *
 * @throws InputError for a switch that protects and says neither yes nor no
 */
export function readDeliveryOptions(context: ParameterSource): DeliveryOptions {
	const given = context.getNodeParameter('options', {});
	if (!isObject(given)) return {};
	const { agentLimits, ...others } = given;
	const read = Object.entries(others).map(([name, value]) => [name, readEntry(name, value)]);
	return { ...Object.fromEntries(read), ...readLimits(agentLimits) } as DeliveryOptions;
}

/** What is read of each item by itself, and may differ between the recipients of one call. */
const OF_RECIPIENT: readonly string[] = [
	'defaultCountryCode',
	'includeInputFields',
	'includeResponse',
];

/** The options of the way that a whole call has in common, as they were entered. */
export function listCallOptions(context: ParameterSource): unknown[] {
	const given = context.getNodeParameter('options', {}) as IDataObject;
	return WAY_OPTIONS.filter((name) => !OF_RECIPIENT.includes(name)).map((name) => given[name]);
}

/** Options of the way to the service, which each message goes by. */
const UNCHANGED = Object.fromEntries(WAY_OPTIONS.map((name) => [name, name]));

/**
 * The options of a node for a further message: takes others than those of the way away, as a whole and by the names that steps read them under.
 *
 * @param own further options to keep, and what they are called afterwards
 */
export function keepOptions(context: ParameterSource, own: Record<string, string>): IDataObject {
	const kept: Record<string, string> = { ...UNCHANGED, ...own };
	const given = Object.entries(context.getNodeParameter('options', {}) as IDataObject);
	const options = Object.fromEntries(
		given.flatMap(([name, value]) => (kept[name] === undefined ? [] : [[kept[name], value]])),
	);
	const dropped = given.filter(([name]) => !(name in options));
	const renamed = Object.entries(options).filter(([name]) => !given.some(([own]) => own === name));
	return {
		options,
		...Object.fromEntries(renamed.map(([name, value]) => [`options.${name}`, value])),
		...Object.fromEntries(dropped.map(([name]) => [`options.${name}`, undefined])),
	};
}
