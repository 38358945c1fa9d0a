const [ADA, BEN, CHIARA, DENIZ, EMIL, FATIMA] = [1, 2, 3, 4, 5, 6].map(
	(place) => `1415555310${place}`,
);

const button = (title) => ({ kind: 'replyButton', title });

/** Each customer with the order, what they answer, and what they get and what the item says in the end. */
const ORDERS = [
	{
		orderId: 'A-101',
		name: 'Ada',
		phone: ADA,
		answers: [button('Confirm')],
		told: ['Thank you, Ada. We are packing order A-101 now.'],
		end: { status: 'confirmed', words: '' },
	},
	{
		orderId: 'A-102',
		name: 'Ben',
		phone: BEN,
		answers: [button('Change'), { text: 'Three mugs, please' }],
		told: ['What would you like to change in order A-102?'],
		end: { status: 'changeWanted', words: 'Three mugs, please' },
	},
	{
		orderId: 'A-103',
		name: 'Chiara',
		phone: CHIARA,
		answers: [button('Cancel')],
		told: ['Order A-103 is cancelled. You will not be charged.'],
		end: { status: 'cancelled', words: '' },
	},
	{
		orderId: 'A-104',
		name: 'Deniz',
		phone: DENIZ,
		answers: [{ text: 'which order?' }, { text: 'confirm' }],
		told: [
			'Please tap a button, or write Confirm, Change or Cancel.',
			'Thank you, Deniz. We are packing order A-104 now.',
		],
		end: { status: 'confirmed', words: '' },
	},
	{
		orderId: 'A-105',
		name: 'Emil',
		phone: EMIL,
		answers: [],
		told: ['We keep order A-105 for you until tomorrow. Write to us when you have decided.'],
		end: { status: 'timedOut', words: '' },
	},
];

const CLOSED = { orderId: 'A-106', name: 'Fatima', phone: FATIMA };

const questionTo = ({ name, orderId }) =>
	`Hello ${name}, we have your order ${orderId}: 2 mugs, 24 EUR in all. Is that right?`;

async function check(example, { sandbox, assert }) {
	await sandbox.control('POST', 'window', { whatsappNumber: FATIMA, open: false });
	for (const { orderId, name, phone } of [...ORDERS, CLOSED]) {
		await example.call({ orderId, name, phone: `+${phone}`, items: '2 mugs', total: '24 EUR' });
	}
	await Promise.all(
		ORDERS.map(async ({ phone, answers }) => await example.answers(phone, ...answers)),
	);

	const executions = await example.ended(ORDERS.length + 1);
	assert.ok(executions.every(({ status }) => status === 'success'));
	const ends = await example.itemsOf(executions, 'Order');
	for (const order of ORDERS) {
		const texts = await example.textsTo(order.phone);
		assert.deepEqual(texts, [questionTo(order), ...order.told]);
		const own = ends.filter(({ orderId }) => orderId === order.orderId);
		assert.deepEqual(own, [{ orderId: order.orderId, ...order.end }]);
	}
	const [asked] = await example.messagesTo(ADA);
	assert.deepEqual(asked.buttons, ['Confirm', 'Change', 'Cancel']);
	assert.deepEqual(await example.textsTo(FATIMA), []);
	const notAsked = ends.find(({ orderId }) => orderId === CLOSED.orderId);
	assert.equal(notAsked.status, 'notAsked');
	assert.match(notAsked.words, /expired|24/);
	assert.equal(ends.length, ORDERS.length + 1);
}

/** Buttons: confirmed, changed, cancelled, a wrong answer first, no answer, and one who cannot be asked. */
export const orderConfirmation = {
	file: 'order-confirmation.json',
	label: 'order confirmation: the answer decides what becomes of the order',
	numbers: [ADA, BEN, CHIARA, DENIZ, EMIL, FATIMA],
	parameters: {
		'Ask to Confirm': {
			limitAmount: "={{ $json.orderId === 'A-105' ? 1 : 60 }}",
			limitUnit: 'minutes',
		},
	},
	check,
};
