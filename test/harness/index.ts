export { instanceUrl } from './additionalData';
export { binary, readBinary } from './binary';
export { testCredential } from './credentialTest';
export type { CredentialData } from './credentials';
export {
	closeHarness,
	expressionEngines,
	runsExpressionEngine,
	useExpressionEngine,
	type ExpressionEngine,
} from './engine';
export {
	listSearch,
	loadOptions,
	resourceMapping,
	type ListSearchOptions,
	type LoaderOptions,
} from './loaders';
export { describePackage, usePackage, type PackageDescription } from './package';
export { SleepingExecution, type WakeResult } from './sleep';
export { callTool, runNode, type RunOptions, type RunResult } from './run';
export {
	callWebhook,
	runHook,
	runWebhook,
	type HookResult,
	type TriggerOptions,
	type WebhookCall,
	type WebhookOptions,
	type WebhookResult,
} from './trigger';
export type { InputItems, NodeOptions } from './workflow';
