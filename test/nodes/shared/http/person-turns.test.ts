import { PersonTurns } from '../../../../nodes/shared/http/person-turns';

/** Starts items in their order, and notes when each may go on. */
function start(turns: PersonTurns, went: string[], name: string, people: Promise<string[]>) {
	const turn = turns.take();
	void people.then(async (all) => {
		await turn.wait(all);
		went.push(name);
	});
	return turn;
}

const settle = async () => await new Promise((resolve) => setImmediate(resolve));
const now = async (...people: string[]) => await Promise.resolve(people);

it('lets one item about a person go on after the other, and those about others at once', async () => {
	const turns = new PersonTurns();
	const went: string[] = [];
	const first = start(turns, went, 'Ada 1', now('14155550101'));
	const second = start(turns, went, 'Ada 2', now('+1 415 555 0101'));
	start(turns, went, 'Ben', now('14155550102'));
	start(turns, went, 'Ada 3', now('14155550101'));
	await settle();
	expect(went).toEqual(['Ada 1', 'Ben']);
	first.end();
	await settle();
	expect(went).toEqual(['Ada 1', 'Ben', 'Ada 2']);
	second.end();
	await settle();
	expect(went).toEqual(['Ada 1', 'Ben', 'Ada 2', 'Ada 3']);
});

it('waits until it is known whom earlier items are about', async () => {
	const turns = new PersonTurns();
	const went: string[] = [];
	let tell: (people: string[]) => void = () => undefined;
	const named = new Promise<string[]>((resolve) => (tell = resolve));
	const first = start(turns, went, 'first', named);
	start(turns, went, 'second', now('14155550101'));
	await settle();
	expect(went).toEqual([]);
	tell(['14155550101']);
	await settle();
	expect(went).toEqual(['first']);
	first.end();
	await settle();
	expect(went).toEqual(['first', 'second']);
});

it('does not wait for an item that ended before it named anybody, nor for one about nobody', async () => {
	const turns = new PersonTurns();
	const went: string[] = [];
	turns.take().end();
	start(turns, went, 'list', now());
	start(turns, went, 'Ada', now('14155550101'));
	await settle();
	expect(went).toEqual(['list', 'Ada']);
});

it('waits for each of several people, and counts a person once', async () => {
	const turns = new PersonTurns();
	const went: string[] = [];
	const ada = start(turns, went, 'Ada', now('14155550101'));
	const ben = start(turns, went, 'Ben', now('14155550102', '14155550102'));
	start(turns, went, 'both', now('14155550101', '14155550102'));
	ada.end();
	await settle();
	expect(went).toEqual(['Ada', 'Ben']);
	ben.end();
	await settle();
	expect(went).toEqual(['Ada', 'Ben', 'both']);
});
