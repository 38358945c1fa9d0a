import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { TEXT } from '../service/payloads';
import { useSimulatedN8n, type SimulatedN8n, type Step } from '../service/simulated-n8n';
import { account, randomFrom, runConversation, type Posting } from './turn-service';

const simulated = useSimulatedN8n();

const SECRET = '0123456789abcdef0123456789abcdef';
const ADA = '14155550101';
const BEN = '14155550102';

async function open(turn: IDataObject): Promise<SimulatedN8n> {
	const parameters = {
		authentication: 'watiApi',
		registration: 'manual',
		options: { webhookSecret: SECRET, headerName: 'authorization', combineMessages: { turn } },
	} as INodeParameters;
	const credentials = { watiApi: { apiUrl: 'https://live.example.com/1', accessToken: 'token' } };
	return await simulated.open({ parameters, credentials }, () => ({ authorization: SECRET }));
}

const START = 1_795_169_656;

function say(at: number, waId: string, id: string): Posting {
	const body = {
		...TEXT,
		id: `record-${id}`,
		whatsappMessageId: `wamid.${id}`,
		timestamp: String(START + Math.floor(at / 1_000)),
		waId,
		bsuid: `US.${waId}`,
		text: id,
	} as IDataObject;
	return { at, body };
}

const idsOf = (postings: Posting[]) => [
	...new Set(postings.map(({ body }) => String(body.whatsappMessageId))),
];

/** Lets a posting arrive under a second name as well, and once more. */
const withCopies = (postings: Posting[]): Posting[] =>
	postings.flatMap((one) => [
		one,
		{ at: one.at + 3, body: { ...one.body, eventType: 'message_bsuid', waId: null } },
		{ at: one.at + 900, body: one.body },
	]);

/** A turn of Ada that lasts longer than a request is held, and a short one of Ben beside it. */
const CONVERSATION = [
	...withCopies([say(0, ADA, 'a1')]),
	say(1_000, BEN, 'b1'),
	say(3_000, ADA, 'a2'),
	say(6_000, ADA, 'a3'),
	...withCopies([say(9_000, ADA, 'a4')]),
];

const textsOf = ({ executions }: SimulatedN8n) =>
	executions.map(({ items }) => String(items[0]!.json.text).replaceAll('\n', ' ')).sort();

test('without a kill each turn is one execution', async () => {
	const n8n = await open({});
	await runConversation(n8n, CONVERSATION);
	expect(textsOf(n8n)).toEqual(['a1 a2 a3 a4', 'b1']);
	expect(n8n.stored).not.toContain('wamid.');
});

const STEPS: Step[] = [
	'request arrived',
	'webhook ran',
	'execution stored',
	'static data stored',
	'answered',
];

describe.each([4, 12])('with a pause of %d s', (seconds) => {
	test.each(STEPS)(
		'a kill whenever a request is at "%s" loses and doubles nothing',
		async (step) => {
			const places: number[] = [];
			for (let place = 1, isReached = true; isReached; place++) {
				const n8n = await open({ seconds });
				let told = 0;
				n8n.onStep = (name) => {
					if (name === step && ++told === place) n8n.kill();
				};
				await runConversation(n8n, CONVERSATION);
				const result = account(n8n, idsOf(CONVERSATION));
				expect({ place, ...result }).toEqual({ place, lost: [], double: [] });
				isReached = told >= place;
				if (isReached) places.push(place);
				n8n.kill();
			}
			expect(places.length).toBeGreaterThanOrEqual(2);
		},
	);
});

/** Two people write five messages each in two bursts; the posts come out of order, some twice, under two names. */
function drawConversation(random: () => number): Posting[] {
	const postings = [ADA, BEN].flatMap((waId, person) => {
		const first = random() * 3_000;
		const gaps = [
			0,
			0.5 + random() * 2.5,
			0.5 + random() * 2.5,
			20 + random() * 9,
			0.5 + random() * 2.5,
		];
		let at = first;
		return gaps.map((gap, place) => say((at += gap * 1_000), waId, `${'ab'[person]}${place + 1}`));
	});
	return postings.flatMap((one) => {
		const late = { ...one, at: one.at + random() * 400 };
		const copies = withCopies([late])
			.slice(1)
			.filter(() => random() < 0.4);
		return [late, ...copies];
	});
}

const SEEDS = Array.from({ length: 10 }, (_, place) => 4_711 + place);

describe.each(SEEDS)('seed %d', (seed) => {
	test('two people write two turns each, and n8n is killed in a turn', async () => {
		const random = randomFrom(seed);
		const conversation = drawConversation(random);
		const calm = await open({});
		await runConversation(calm, conversation);
		expect(textsOf(calm)).toEqual(['a1 a2 a3', 'a4 a5', 'b1 b2 b3', 'b4 b5']);
		expect(new Set(calm.executions.map(({ items }) => items[0]!.json.sessionId))).toEqual(
			new Set([ADA, BEN]),
		);
		calm.kill();

		const n8n = await open({});
		const turns = conversation.map(({ at }) => at);
		const killedAt = turns[Math.floor(random() * turns.length)]! + random() * 4_000;
		void sleep(killedAt).then(() => n8n.kill());
		await runConversation(n8n, conversation);
		expect(account(n8n, idsOf(conversation))).toEqual({ lost: [], double: [] });
		for (const { items } of [...calm.executions, ...n8n.executions]) {
			expect(items).toHaveLength(1);
			const { json } = items[0]!;
			expect([ADA, BEN]).toContain(json.whatsappNumber);
			const people = (json.messages as IDataObject[]).map(({ text }) => String(text)[0]);
			expect(new Set(people)).toEqual(new Set([json.whatsappNumber === ADA ? 'a' : 'b']));
		}
	});
});
