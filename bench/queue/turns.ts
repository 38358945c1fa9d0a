import { setTimeout as sleep } from 'node:timers/promises';

import type { Payload } from '../../nodes/shared/webhooks/payload';
import { say, writeResults } from '../files';
import { surroundings } from '../machines';
import {
	openChance,
	openQueueSession,
	readItems,
	type QueueSession,
	type Way,
} from '../playground';
import { message } from '../trigger/traffic';
import { publish, buildPath } from '../trigger/workflows';
import { untilExecuted } from './executions';
import type { TurnReading, TurnResults } from './results';

const PORT = 5_800;
const PEOPLE = 20;
const MESSAGES = 3;
const LONGEST_GAP_MS = 2_000;
/** Names of one fact: WATI posts each, with the same IDs. */
const NAMES = ['message', 'message_bsuid'];
/** How often each of them comes at once. */
const COPIES = 2;
/** After an answer that is no 200; WATI takes ten minutes. */
const AGAIN_AFTER_MS = 1_000;
const MOST_TRIES = 20;
/** Longer than a turn and the time after which another process takes it over. */
const REST_MS = 30_000;
const PATH = buildPath('watiTrigger');

function buildMessage(way: Way, person: number, place: number): Payload {
	const waId = `1415556${String(person).padStart(4, '0')}`;
	return {
		...message(`turn by ${way}`, person * MESSAGES + place),
		whatsappMessageId: `wamid.turn-${way}-${person}-${place}-${Date.now()}`,
		waId,
		bsuid: `US.${waId}`,
		timestamp: String(Math.floor(Date.now() / 1_000)),
		text: `${person}-${place}`,
	};
}

/** Posts until the answer is a 200, as WATI does. */
async function deliver({ address }: QueueSession, body: Payload): Promise<void> {
	for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
		const { status } = await fetch(`${address}${PATH}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', connection: 'close' },
			body: JSON.stringify(body),
		});
		if (status === 200) return;
		await sleep(AGAIN_AFTER_MS);
	}
	throw new Error('The trigger takes a message no more');
}

/** All messages of a person, with their twins and repeats, some time after one another. */
async function write(
	session: QueueSession,
	way: Way,
	person: number,
	random: () => number,
): Promise<void> {
	const deliveries: Array<Promise<void>> = [];
	for (let place = 0; place < MESSAGES; place++) {
		if (place > 0) await sleep(random() * LONGEST_GAP_MS);
		const body = buildMessage(way, person, place);
		for (const eventType of NAMES) {
			for (let copy = 0; copy < COPIES; copy++) {
				deliveries.push(deliver(session, { ...body, eventType }));
			}
		}
	}
	await Promise.all(deliveries);
}

/** The texts of each turn that started an execution. */
async function readTurns(session: QueueSession, workflowId: string): Promise<string[][]> {
	const turns: string[][] = [];
	for (const execution of await session.api.allExecutions({ workflowId })) {
		for (const item of await readItems(session, execution, 'Trigger')) {
			turns.push((item as { messages: Array<{ text: string }> }).messages.map(({ text }) => text));
		}
	}
	return turns;
}

function read(way: Way, turns: string[][]): TurnReading {
	const all = turns.flat();
	const people = Array.from({ length: PEOPLE }, (_, person) => person);
	const ofPerson = (person: number) =>
		turns.filter((texts) => texts.some((text) => text.startsWith(`${person}-`)));
	const sent = people.flatMap((person) =>
		Array.from({ length: MESSAGES }, (_, place) => `${person}-${place}`),
	);
	return {
		way,
		turns: turns.length,
		split: people.filter((person) => ofPerson(person).length > 1).length,
		lost: sent.filter((text) => !all.includes(text)).length,
		doubled: sent.filter((text) => all.filter((one) => one === text).length > 1).length,
	};
}

async function measure(
	session: QueueSession,
	way: Way,
	random: () => number,
): Promise<TurnReading> {
	session.routeBy(way);
	const options = { combineMessages: { turn: {} } };
	const { id } = await publish(session, 'watiTrigger', 'all', undefined, options);
	await Promise.all(
		Array.from({ length: PEOPLE }, async (_, person) => await write(session, way, person, random)),
	);
	await sleep(REST_MS);
	await untilExecuted(session, id);
	const reading = read(way, await readTurns(session, id));
	await session.api.unpublish({ id });
	say(`by ${way}: ${JSON.stringify(reading)}`);
	return reading;
}

/** Measures Combine Messages where two webhook processes take the posts of the same people. */
export async function measureTurnsIn(session: QueueSession): Promise<TurnResults> {
	const { seed, random } = await openChance(process.env.BENCH_SEED);
	const readings: TurnReading[] = [];
	for (const way of ['turn', 'path'] as const) readings.push(await measure(session, way, random));
	return {
		measuredAt: new Date().toISOString(),
		surroundings: surroundings(),
		seed,
		people: PEOPLE,
		messages: MESSAGES,
		posts: NAMES.length * COPIES,
		readings,
	};
}

/** Measures it in a queue mode of its own. */
export async function measureTurns(): Promise<void> {
	const session = await openQueueSession({ name: 'bench-turns', port: PORT });
	const results = await measureTurnsIn(session);
	await session.close();
	writeResults('turns', results);
}
