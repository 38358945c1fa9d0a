import { readResults } from '../../../../nodes/Wati/responses/recipients';

const ADA = '14155550101';
const BEN = '14155550102';
const CARLA = '14155550103';
const asked = (...numbers: string[]) => numbers.map((whatsappNumber) => ({ whatsappNumber }));
const codes = (body: unknown, ...numbers: string[]) =>
	readResults(body, asked(...numbers)).map(({ failure }) => failure?.code);

test('each recipient gets the entry of its number, in any order', () => {
	const receivers = [
		{ waId: BEN, localMessageId: 'b', isValidWhatsAppNumber: false, errors: ['Nobody', 'at all'] },
		{ waId: ADA, local_message_id: 'a', validWhatsAppNumber: true, errors: [] },
	];
	expect(readResults(JSON.stringify({ receivers }), asked(ADA, BEN))).toEqual([
		{ whatsappNumber: ADA, localMessageId: 'a', isValidWhatsAppNumber: true },
		{
			whatsappNumber: BEN,
			localMessageId: 'b',
			isValidWhatsAppNumber: false,
			errors: ['Nobody', 'at all'],
			failure: {
				code: 'number-refused',
				message: 'WATI cannot send to this number',
				words: 'Nobody at all',
				httpCode: '200',
			},
		},
	]);
});

test.each(['waId', 'whatsappNumber', 'phone_number', 'target', 'bsuid'])(
	'the number may be under %s, with a channel and a plus',
	(name) => {
		const recipients = [{ [name]: `14155550199:+1 ${ADA.slice(1)}` }];
		expect(codes({ recipients }, BEN, ADA)).toEqual(['recipient-left-out', undefined]);
	},
);

test('who is missing from the answer was left out', () => {
	const body = { receivers: [{ waId: ADA }] };
	expect(readResults(body, [{ whatsappNumber: BEN, localMessageId: 'mine' }])).toEqual([
		{
			whatsappNumber: BEN,
			localMessageId: 'mine',
			failure: expect.objectContaining({ code: 'recipient-left-out', httpCode: '200' }) as object,
		},
	]);
	expect(codes({ receivers: [] }, ADA)).toEqual(['recipient-left-out']);
	expect(codes({ receivers: [{ waId: '' }, { waId: 5 }] }, ADA)).toEqual(['recipient-left-out']);
});

test('an answer that names nobody took everybody but the refused', () => {
	const errors = { invalidWhatsappNumbers: [`+${BEN}`], invalidCustomParameters: [CARLA, BEN] };
	const results = readResults({ result: true, errors }, asked(ADA, BEN, CARLA));
	expect(results.map(({ failure }) => failure)).toEqual([
		undefined,
		expect.objectContaining({ code: 'number-refused', httpCode: '200' }),
		expect.objectContaining({ code: 'recipient-refused', httpCode: '200' }),
	]);
	expect(codes({ result: true }, ADA, BEN)).toEqual([undefined, undefined]);
	expect(codes('', ADA)).toEqual([undefined]);
});

test('a number asked for twice has two entries, told apart by their IDs', () => {
	const receivers = [
		{ waId: ADA, localMessageId: 'one' },
		{ waId: ADA, localMessageId: 'two', errors: ['No'] },
	];
	const twice = ['two', 'one', 'three'].map((localMessageId) => ({
		whatsappNumber: ADA,
		localMessageId,
	}));
	const results = readResults({ receivers }, twice);
	expect(results.map(({ localMessageId, failure }) => [localMessageId, failure?.code])).toEqual([
		['two', 'recipient-refused'],
		['one', undefined],
		['three', 'recipient-left-out'],
	]);
});

describe('recipients by contact ID', () => {
	const receivers = [{ waId: CARLA, errors: ['No'] }, { waId: ADA }, { waId: '14155550104' }];

	test('get the entries that are left over, in order, when as many are left', () => {
		expect(codes({ receivers }, 'US.contactOne', ADA, 'channel:US.contactTwo')).toEqual([
			'recipient-refused',
			undefined,
			undefined,
		]);
	});

	test('get none when it is not clear whose they are', () => {
		expect(codes({ receivers }, 'US.contactOne', ADA)).toEqual(['recipient-left-out', undefined]);
		expect(codes({ receivers }, 'US.contactOne', ADA, BEN)).toEqual([
			'recipient-left-out',
			undefined,
			'recipient-left-out',
		]);
	});

	test('leave to a number what is its own', () => {
		const one = { receivers: [{ waId: CARLA }] };
		expect(codes(one, BEN, 'US.contact')).toEqual(['recipient-left-out', undefined]);
	});
});
