import type {
	IDataObject,
	INodeParameters,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type { HarnessCredentials } from './credentials';
import type { Engine } from './engine';

export interface AdditionalDataOptions {
	credentials: HarnessCredentials;
	mode: WorkflowExecuteMode;
	executionId?: string;
	workflow?: IWorkflowBase;
	workflowSettings?: IDataObject;
	currentNodeParameters?: INodeParameters;
	/** Where n8n is reached; default {@link instanceUrl}. */
	instance?: string;
}

export const instanceUrl = 'https://n8n.example.com/';

const unavailable = (what: string) => async (): Promise<never> => {
	throw new Error(`${what} is not available in the test harness`);
};

/** What the server hands to every execution, without the parts that need a database. */
export function createAdditionalData(
	{ core }: Engine,
	options: AdditionalDataOptions,
): IWorkflowExecuteAdditionalData {
	const { credentials, mode, executionId, workflow, workflowSettings } = options;
	const { instance = instanceUrl } = options;
	return {
		currentNodeExecutionIndex: 0,
		credentialsHelper: credentials,
		executionId,
		hooks: new core.ExecutionLifecycleHooks(mode, executionId ?? '', (workflow ?? {}) as never),
		restApiUrl: `${instanceUrl}rest`,
		instanceBaseUrl: instanceUrl,
		formBaseUrl: `${instanceUrl}form`,
		formTestBaseUrl: `${instanceUrl}form-test`,
		formWaitingBaseUrl: `${instanceUrl}form-waiting`,
		webhookBaseUrl: `${instance}webhook`,
		webhookTestBaseUrl: `${instanceUrl}webhook-test`,
		webhookWaitingBaseUrl: `${instance}webhook-waiting`,
		mcpBaseUrl: `${instanceUrl}mcp`,
		mcpTestBaseUrl: `${instanceUrl}mcp-test`,
		variables: {},
		currentNodeParameters: options.currentNodeParameters,
		workflowSettings,
		logAiEvent: () => undefined,
		executeWorkflow: unavailable('A sub-workflow'),
		getRunExecutionData: unavailable('A stored execution'),
		getRuntimeCredential: unavailable('A runtime credential'),
		startRunnerTask: unavailable('A task runner'),
	} as unknown as IWorkflowExecuteAdditionalData;
}
