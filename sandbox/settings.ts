import type { SandboxOptions } from './interface';

/** Options with every default filled in; `contacts` stays open. */
export type Settings = Required<Omit<SandboxOptions, 'contacts'>> &
	Pick<SandboxOptions, 'contacts'>;

export function settingsOf(options: SandboxOptions): Settings {
	return {
		port: 0,
		foreignPort: 0,
		seed: 'demo',
		gatewayPerSecond: 10,
		plan: 'growth',
		defaultConnection: 'oldest',
		sessionTextFrom: 'both',
		maxPageSize: 100,
		nextPageLink: true,
		failureStatus: 200,
		maxUrlLength: 0,
		recording: 'full',
		...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
	};
}
