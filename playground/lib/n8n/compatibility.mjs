import { Problem } from '../../../scripts/lib/problem.mjs';
import { step } from '../../../scripts/lib/progress.mjs';
import { playgroundVersion } from './other-n8n.mjs';
import { openSession } from '../session.mjs';
import { runTour } from '../workflows/tour.mjs';
import { settled, startOver } from '../workflows/trigger.mjs';

const CUSTOMER = '14155550101';
const WORKFLOWS = {
	tour: 'tour.json',
	cloudApi: 'whatsapp-business.json',
	trigger: 'auto-reply.json',
};
const NOT_THERE = /^n8n answered 404/;

/** Publishes a workflow on any n8n: 1.x has another call for it, and 2.0 no status to wait for. */
async function publishAnywhere(api, workflow) {
	try {
		await api.publish(workflow);
	} catch (error) {
		if (!(error instanceof Problem && NOT_THERE.test(error.message))) throw error;
		if (error.message.includes('/publication-status')) return;
		await api.request('PATCH', `/workflows/${workflow.id}`, { active: true });
	}
}

/** What happened to one message of a customer, with the auto-reply published: undefined when all is well. */
async function troubleWithTrigger(session) {
	const { api, sandbox, workflows } = session;
	await startOver(session);
	const workflow = workflows.get(WORKFLOWS.trigger);
	await publishAnywhere(api, workflow);
	await sandbox.control('POST', 'customer', { whatsappNumber: CUSTOMER, text: 'Are you open?' });
	const executions = await settled(session, workflow);
	const states = executions.map(({ status }) => status).join(', ');
	if (states !== 'success') return `one message started: ${states || 'nothing'}`;
	const messages = await sandbox.control('GET', `messages?whatsappNumber=${CUSTOMER}`);
	const answers = messages.filter(({ text }) => text?.includes('thank you for your message'));
	return answers.length === 1 ? undefined : `${answers.length} answers were sent`;
}

/** How many of the credentials that the nodes take are known to n8n. */
async function loadedCredentials({ api, nodeTypes }) {
	const known = new Set((await api.types('credentials')).map(({ name }) => name));
	const taken = nodeTypes.flatMap(({ credentials = [] }) => credentials.map(({ name }) => name));
	return [...new Set(taken)].filter((name) => known.has(name)).length;
}

/** A workflow that goes on after a failure, so that every operation in it has its turn. */
async function onwards({ api, workflows }, file) {
	const workflow = workflows.get(file);
	const { id, name, connections, settings } = workflow;
	const nodes = workflow.nodes.map((node) => ({ ...node, onError: 'continueRegularOutput' }));
	const changed = { name, nodes, connections, settings };
	await api.request('PATCH', `/workflows/${id}?forceSave=true`, changed);
	return { ...workflow, nodes };
}

/** The operations that a workflow holds: how many passed, and what was wrong with the rest. */
async function ranBy(session, file) {
	const { rows } = await runTour({ ...session, workflow: await onwards(session, file) });
	const held = rows.filter(({ isHeld }) => isHeld);
	const failed = held
		.filter(({ passed }) => !passed)
		.map((row) => `${row.resourceName}: ${row.operationName}: ${row.result}`);
	return { passed: held.length - failed.length, of: held.length, failed };
}

/**
 * Installs the tarball into an n8n as users do, starts it afresh, and sees whether it takes the package: nodes and
 * credentials load, the tour and the WhatsApp Business example run, and the WATI Trigger starts a published workflow.
 * The caller ends the servers.
 * @param {{ version: string, n8nFolder?: string, image?: string, userFolder: string, port: number }} options
 * @returns {Promise<{ nodes: number, credentials: number, tour: object, cloudApi: object, trigger?: string }>}
 *   what loaded, what ran, and what went wrong with the trigger
 */
export async function measure({ version, n8nFolder, image, userFolder, port }) {
	const isForeign = version !== (await playgroundVersion());
	const session = await openSession({
		userFolder,
		n8nFolder,
		image,
		port,
		name: `compatibility-${version.replace(/[^\w.-]+/g, '-')}`,
		// Every n8n refuses to start when it is told to leave out a module that it does not know.
		env: isForeign ? { N8N_DISABLED_MODULES: '' } : {},
		// One that ends too early is found out by what then fails.
		onEnd: () => {},
	});
	return await step(`Running the workflows on n8n ${version}`, async () => {
		const credentials = await loadedCredentials(session);
		const tour = await ranBy(session, WORKFLOWS.tour);
		const cloudApi = await ranBy(session, WORKFLOWS.cloudApi);
		const trigger = await troubleWithTrigger(session);
		return { nodes: session.nodeTypes.length, credentials, tour, cloudApi, trigger };
	});
}
