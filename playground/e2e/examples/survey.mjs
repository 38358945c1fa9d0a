const [GINA, HUGO, INES, JAN] = [1, 2, 3, 4].map((place) => `1415555320${place}`);

const WHAT = 'Thank you for your time. What did you buy from us?';
const SCORE = 'How likely are you to tell a friend about us, from 1 (never) to 10 (surely)?';
const EMAIL = 'To which email address may we send your voucher?';
const THANKS = 'That was all. Thank you! Your voucher is on its way.';
const OVER = 'We leave it at that. Write survey to begin again.';

const CHOOSE = 'Please choose from the list, or write Mugs, Plates or Something else.';
const NUMBER = 'Please answer with a number from 1 to 10.';
const ADDRESS = 'That is no email address. Please write one like name@example.com.';

/** Jan alone is silent, and nobody waits long for him. */
const LIMIT = `={{ $('Customer Writes').item.json.whatsappNumber === '${JAN}' ? 1 : 60 }}`;

const text = (words) => ({ text: words });

/** Each customer with what they answer, what they get, and the item in the end. */
const PEOPLE = [
	{
		whatsappNumber: GINA,
		answers: [{ kind: 'listRow', title: 'Plates' }, text('9'), text('gina@example.com')],
		told: [WHAT, SCORE, EMAIL, THANKS],
		node: 'All Answers',
		item: { bought: 'Plates', score: 9, email: 'gina@example.com', status: 'complete' },
	},
	{
		whatsappNumber: HUGO,
		answers: ['Shoes', 'mugs', '11', '10', 'by post', 'hugo@example.com'].map(text),
		told: [WHAT, CHOOSE, SCORE, NUMBER, EMAIL, ADDRESS, THANKS],
		node: 'All Answers',
		item: { bought: 'Mugs', score: 10, email: 'hugo@example.com', status: 'complete' },
	},
	{
		whatsappNumber: INES,
		answers: ['Something else', 'lots', '0', 'a hundred'].map(text),
		told: [WHAT, SCORE, NUMBER, NUMBER, OVER],
		node: 'Some Answers',
		item: { bought: 'Something else', score: null, email: null, status: 'gaveUp' },
	},
	{
		whatsappNumber: JAN,
		answers: [text('Plates')],
		told: [WHAT, SCORE, OVER],
		node: 'Some Answers',
		item: { bought: 'Plates', score: null, email: null, status: 'timedOut' },
	},
];

async function check(example, { assert }) {
	for (const { whatsappNumber } of PEOPLE) await example.says(whatsappNumber, { text: 'Survey' });
	await Promise.all(
		PEOPLE.map(async ({ whatsappNumber, answers }) => {
			await example.answers(whatsappNumber, ...answers);
		}),
	);

	const executions = await example.ended(PEOPLE.length);
	assert.deepEqual(
		executions.map(({ status }) => status),
		PEOPLE.map(() => 'success'),
	);
	for (const { whatsappNumber, told, node, item } of PEOPLE) {
		assert.deepEqual(await example.textsTo(whatsappNumber), told);
		const items = await example.itemsOf(executions, node);
		const own = items.filter((one) => one.whatsappNumber === whatsappNumber);
		assert.deepEqual(own, [{ whatsappNumber, ...item }]);
	}
	const [asked] = await example.messagesTo(GINA);
	assert.deepEqual(
		asked.sections[0].rows.map(({ title }) => title),
		['Mugs', 'Plates', 'Something else'],
	);
}

/** A list row, a number and an email: right at once, wrong first, wrong too often, and silent in the middle. */
export const survey = {
	file: 'survey.json',
	label: 'survey: three checked answers become one item, or as many as there are',
	numbers: [GINA, HUGO, INES, JAN],
	parameters: { 'Ask for a Score': { limitAmount: LIMIT, limitUnit: 'minutes' } },
	check,
};
