import { setTimeout as sleep } from 'node:timers/promises';

import { say } from '../files';
import type { QueueSession } from '../playground';
import { hasStarted } from '../trigger/answers';
import { drive } from '../trigger/load';
import { message } from '../trigger/traffic';
import { buildPath, publish } from '../trigger/workflows';
import { countExecutions, untilExecuted } from './executions';
import type { Case, StoreCase, Where } from './results';
import { countPassed, storeNodes } from './store';

const EVENTS = 20;
/** In which the processes come to rest after a case. */
const PAUSE_MS = 5_000;
const LOAD_CONNECTIONS = 10;
const LOAD_MS = 6_000;
const PATH = buildPath('watiTrigger');
const WHERE: Where[] = ['same', 'other'];

/** Sends events twice to the webhook processes, and keeps count of what started. */
export class Twins {
	/** Executions that started so far, by the answers. */
	started = 0;

	/** @param origins the first copy goes to the first process */
	constructor(private readonly origins: string[]) {}

	private target(where: Where): string {
		return this.origins[where === 'same' ? 0 : 1]!;
	}

	/** @returns executions that started, 0 or 1 */
	private async post(origin: string, kind: string, index: number): Promise<number> {
		const answer = await fetch(`${origin}${PATH}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', connection: 'close' },
			body: JSON.stringify(message(kind, index)),
		});
		const text = await answer.text();
		if (answer.status !== 200) throw new Error(`The trigger answered ${answer.status}: ${text}`);
		const executions = hasStarted(text) ? 1 : 0;
		this.started += executions;
		return executions;
	}

	private async postAll(origin: string, kind: string): Promise<number> {
		let executions = 0;
		for (let index = 0; index < EVENTS; index++) {
			executions += await this.post(origin, kind, index);
		}
		return executions;
	}

	/** Both copies of an event at once, one event after the other. */
	async atOnce(where: Where): Promise<Case> {
		const kind = `at once ${where}`;
		let executions = 0;
		for (let index = 0; index < EVENTS; index++) {
			const copies = [this.origins[0]!, this.target(where)];
			const both = copies.map(async (origin) => await this.post(origin, kind, index));
			executions += (await Promise.all(both)).reduce((sum, one) => sum + one, 0);
		}
		return { name: 'in the same moment', where, events: EVENTS, executions };
	}

	/** The second copies some time after the first ones, with something done in between. */
	async later(
		name: string,
		where: Where,
		milliseconds: number,
		between = async () => {},
	): Promise<Case> {
		const kind = `${name} ${where}`;
		const first = await this.postAll(this.origins[0]!, kind);
		await between();
		await sleep(milliseconds);
		const second = await this.postAll(this.target(where), kind);
		return { name, where, events: EVENTS, executions: first + second };
	}

	/** Many other events to all processes, while the work goes on. */
	async underLoad(kind: string, work: () => Promise<Case>): Promise<Case> {
		const load = drive({
			origins: this.origins,
			path: PATH,
			connections: LOAD_CONNECTIONS,
			milliseconds: LOAD_MS,
			bodyOf: (index) => JSON.stringify(message(kind, index)),
			check: (_status, answer) => {
				if (hasStarted(answer)) this.started += 1;
			},
		});
		const [result] = await Promise.all([work(), load]);
		return result;
	}
}

/**
 * What starts when the same event comes twice.
 *
 * @returns the cases, and how many executions n8n lists, which must be as many as the answers told
 */
export async function checkDuplicates(
	session: QueueSession,
): Promise<{ cases: Case[]; listed: number }> {
	const { id } = await publish(session, 'watiTrigger', 'all');
	const twins = new Twins(session.webhooks.map(({ url }) => url));
	const cases: Case[] = [];
	const add = async (one: Case) => {
		cases.push(one);
		say(`${one.name}, ${one.where}: ${one.executions} executions of ${one.events} events`);
		await sleep(PAUSE_MS);
	};
	for (const where of WHERE) await add(await twins.atOnce(where));
	for (const where of WHERE) await add(await twins.later('1 s later', where, 1_000));
	for (const one of await Promise.all(
		WHERE.map(async (where) => await twins.later('60 s later', where, 60_000)),
	)) {
		await add(one);
	}
	const restart = async () => await session.webhooks[0]!.restart('SIGKILL');
	for (const where of WHERE) {
		await add(await twins.later('after the process was killed and started', where, 0, restart));
	}
	for (const where of WHERE) {
		const name = '1 s later, under full load';
		const work = async () => await twins.later(name, where, 1_000);
		await add(await twins.underLoad(`load ${where}`, work));
	}
	await untilExecuted(session, id);
	const listed = await countExecutions(session, id, ['success']);
	if (listed !== twins.started) {
		throw new Error(`n8n lists ${listed} executions, the answers told of ${twins.started}`);
	}
	await session.api.unpublish({ id });
	return { cases, listed };
}

/** The same with Redis behind the trigger: both copies at once, to different processes. */
export async function checkStore(session: QueueSession): Promise<StoreCase> {
	const { id } = await publish(session, 'watiTrigger', 'none', await storeNodes(session));
	const twins = new Twins(session.webhooks.map(({ url }) => url));
	const result = await twins.atOnce('other');
	await untilExecuted(session, id);
	const passed = await countPassed(session);
	say(`with a store: ${passed} of ${result.executions} executions went on`);
	await session.api.unpublish({ id });
	return { ...result, passed };
}
