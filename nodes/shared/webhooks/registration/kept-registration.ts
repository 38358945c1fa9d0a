import type { IHookFunctions } from 'n8n-workflow';

import {
	beginTest,
	getMemory,
	getStaticData,
	registrationIn,
	type Registration,
} from '../memory/trigger-memory';

/** Whether the editor listens for a test event, with the test URL. */
export function isTestRun(context: IHookFunctions): boolean {
	return context.getActivationMode() === 'manual';
}

/** What this process knows of a published trigger. */
export function getTriggerMemory(context: IHookFunctions) {
	return getMemory(String(context.getWorkflow().id), context.getNode().id, Date.now());
}

/** Begins a test run, or takes over what static data knows of a published trigger. */
export function prepareMemory(context: IHookFunctions): void {
	if (isTestRun(context)) beginTest(String(context.getWorkflow().id), context.getNode().id);
	else getTriggerMemory(context).merge(getStaticData(context), Date.now());
}

/** What is registered, from static data or, where that is older, from this process. */
export function readRegistration(context: IHookFunctions): Registration | null {
	const state = context.getWorkflowStaticData('node');
	if (isTestRun(context)) return registrationIn(state.registration);
	const memory = getTriggerMemory(context);
	memory.merge(getStaticData(context), Date.now());
	return memory.current;
}

/** Keeps what is registered now. A test run leaves nothing to the published trigger. */
export function keepRegistration(
	context: IHookFunctions,
	registration: Registration,
	isTest = isTestRun(context),
): void {
	const state = context.getWorkflowStaticData('node');
	if (isTest) state.registration = { ...registration };
	else getTriggerMemory(context).register(registration, state);
}

/** Keeps that nothing is registered any more. */
export function keepRemoved(context: IHookFunctions, known: Registration): void {
	const gone = { ...known, id: null, url: null, eventTypes: [], changedAt: Date.now() };
	keepRegistration(context, gone, getTriggerMemory(context).current?.url !== known.url);
}
