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
		mediaUrls: 'meta',
		v3Access: 'included',
		maxUrlLength: 0,
		recording: 'full',
		keyMark: '',
		webhookLimit: 5,
		webhookPlan: 'pro',
		webhookDelete: true,
		channelNumber: 'digits',
		twins: true,
		reorder: false,
		repeats: 0,
		retryEveryMs: 600_000,
		deliveredAfterMs: 300,
		readAfterMs: 400,
		webhookTimeoutMs: 10_000,
		webhookConnections: 16,
		...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
	};
}
