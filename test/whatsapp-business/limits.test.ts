import type { INodeParameters } from 'n8n-workflow';

import { sampleFile } from '../../sandbox/files/sample-files';
import { fileItem, shown } from '../wati/setup';
import { byId, op, send, text, useMeta } from './setup';

const meta = useMeta();

const long = (length: number) => 'a'.repeat(length);
const titled = (count: number) =>
	Array.from({ length: count }, (_, place) => ({ text: `B${place}` }));
const rows = (count: number) => ({
	row: Array.from({ length: count }, (_, place) => ({ title: `Row ${place}` })),
});

const buttons = (parameters: INodeParameters) =>
	send('sendButtons', {
		bodyText: 'Which?',
		buttons: { button: [{ text: 'Yes' }] },
		...parameters,
	});
const list = (parameters: INodeParameters) =>
	send('sendList', {
		bodyText: 'Which?',
		buttonText: 'Open',
		sections: { section: [{ rows: rows(1) }] },
		...parameters,
	});
const link = (parameters: INodeParameters) =>
	send('sendCtaUrl', {
		bodyText: 'Dates',
		buttonText: 'See dates',
		buttonUrl: 'https://www.example.com',
		...parameters,
	});
const location = (parameters: INodeParameters) =>
	send('sendLocation', { latitude: '1', longitude: '2', ...parameters });
const reaction = (parameters: INodeParameters) =>
	send('sendReaction', { messageId: 'wamid.A', emoji: '👍', ...parameters });
const profile = (changes: INodeParameters) => op('businessProfile', 'update', { profile: changes });

const empty = '={{ "" }}';

const CASES: Array<[what: string, parameters: INodeParameters, words: string]> = [
	['no text', text(empty), "'Text' is empty"],
	['a long text', text(long(4_097)), "'Text' has 4097 characters, but WhatsApp allows 4096"],
	['no recipient', text('x', { whatsappNumber: empty }), "'Contact Number' is empty"],
	[
		'no number',
		text('x', { whatsappNumber: 'Ada' }),
		"'Contact Number' contains no WhatsApp number",
	],
	[
		'a contact of WATI',
		text('x', { whatsappNumber: '507f1f77bcf86cd799439011' }),
		'contains no WhatsApp number',
	],
	['no country', text('x', { whatsappNumber: '0415555' + '0101' }), 'has no country code'],
	[
		'a number as ID',
		text('x', { phoneNumberId: byId('+14155550300') }),
		"'Business Phone Number' contains no ID",
	],
	[
		'a wrong version',
		text('x', { options: { graphVersion: 'latest' } }),
		"'Graph API Version' contains no version",
	],
	[
		'a wrong quote',
		text('x', { options: { replyToMessageId: '7' } }),
		"'Reply To Message ID' contains no message ID",
	],
	[
		'a long caption',
		send('sendImage', { mediaLink: 'https://a.example', caption: long(1_025) }),
		"'Caption' has 1025",
	],
	['no link', send('sendVideo', { mediaLink: 'video.mp4' }), "'Link' contains no web address"],
	[
		'a wrong media ID',
		send('sendAudio', { mediaSource: 'id', mediaId: 'abc' }),
		"'Media ID' contains no ID",
	],
	['four buttons', buttons({ buttons: { button: titled(4) } }), "'Buttons' has 4 entries"],
	[
		'a long button',
		buttons({ buttons: { button: [{ text: long(21) }] } }),
		"'Buttons, Text 1' has 21",
	],
	[
		'a long button ID',
		buttons({ buttons: { button: [{ id: long(257), text: 'Yes' }] } }),
		"'Buttons, ID 1' has 257",
	],
	[
		'equal buttons',
		buttons({ buttons: { button: [{ text: 'A' }, { text: 'A' }] } }),
		"'Buttons' contains 'A' twice",
	],
	[
		'equal button IDs',
		buttons({
			buttons: {
				button: [
					{ id: 'x', text: 'A' },
					{ id: 'x', text: 'B' },
				],
			},
		}),
		"contains 'x' twice",
	],
	['a long body', buttons({ bodyText: long(1_025) }), "'Body' has 1025 characters"],
	['a long footer', buttons({ footerText: long(61) }), "'Footer' has 61 characters"],
	['a long header', buttons({ headerType: 'text', headerText: long(61) }), "'Header Text' has 61"],
	[
		'a long list body',
		list({ bodyText: long(4_097) }),
		"'Body' has 4097 characters, but WhatsApp allows 4096",
	],
	['a long list button', list({ buttonText: long(21) }), "'Button Text' has 21 characters"],
	['eleven rows', list({ sections: { section: [{ rows: rows(11) }] } }), 'has 11 rows in total'],
	['no rows', list({ sections: {} }), "'Sections' has 0 entries"],
	[
		'a long row ID',
		list({ sections: { section: [{ rows: { row: [{ id: long(201), title: 'A' }] } }] } }),
		"'Sections 1, Rows 1, ID' has 201",
	],
	[
		'untitled sections',
		list({ sections: { section: [{ rows: rows(1) }, { rows: { row: [{ title: 'Z' }] } }] } }),
		"'Sections 1, Title' is empty",
	],
	['a long link button', link({ buttonText: long(21) }), "'Button Text' has 21 characters"],
	[
		'a button without address',
		link({ buttonUrl: 'dates' }),
		"'Button URL' contains no web address",
	],
	['a latitude off the map', location({ latitude: '91' }), "'Latitude' contains no latitude: 91"],
	[
		'a longitude in words',
		location({ longitude: 'west' }),
		"'Longitude' contains no longitude: west",
	],
	['no contacts', send('sendContacts', { contacts: {} }), "'Contacts' is empty"],
	[
		'a nameless contact',
		send('sendContacts', { contacts: { contact: [{ firstName: '' }] } }),
		"'Contacts 1, First Name' is empty",
	],
	['a reaction in words', reaction({ emoji: 'nice' }), "'Emoji' contains no emoji"],
	['a reaction to nothing', reaction({ messageId: 'abc' }), "'Message ID' contains no message ID"],
	[
		'a receipt for nothing',
		op('message', 'markAsRead', { messageId: empty }),
		"'Message ID' is empty",
	],
	['an empty profile', profile({}), "'Profile' is empty"],
	['a long about', profile({ about: long(140) }), "'About' has 140 characters"],
	['a long description', profile({ description: long(513) }), "'Description' has 513 characters"],
	[
		'three websites',
		profile({ websites: ['https://a.example', 'https://b.example', 'https://c.example'] }),
		"'Websites' has 3 entries",
	],
];

test.each(CASES)('%s is refused before the network', async (_what, parameters, words) => {
	const run = await meta.run({ parameters });
	expect(shown(run)).toMatchObject({
		code: 'input-invalid',
		message: expect.stringContaining(words),
		description: expect.stringContaining('[Item 0]'),
	});
	expect(meta.bench.requests).toEqual([]);
});

test.each([
	['sendImage', 'image/webp', 'this message takes JPEG or PNG'],
	['sendSticker', 'image/png', 'this message takes WebP'],
	['sendVideo', 'video/webm', 'which WhatsApp does not accept'],
	['sendAudio', 'audio/wav', 'which WhatsApp does not accept'],
])('%s with a file of type %s is refused before the network', async (name, type, words) => {
	const items = [await fileItem('bytes', 'file', type)];
	const run = await meta.run({ parameters: send(name, { mediaSource: 'binary' }), items });
	expect(shown(run).message).toContain(words);
	expect(meta.bench.requests).toEqual([]);
});

test.each([
	['a picture of 6 MB', 'sendImage', 'image/png', 6],
	['a sticker of 1 MB', 'sendSticker', 'image/webp', 1],
	['a video of 17 MB', 'sendVideo', 'video/mp4', 17],
])('%s is refused before the network', async (_what, name, type, megabytes) => {
	const items = [await fileItem(Buffer.alloc(megabytes * 1024 * 1024), 'file', type)];
	const run = await meta.run({ parameters: send(name, { mediaSource: 'binary' }), items });
	expect(shown(run).message).toContain(`${megabytes}.0 MB, but WhatsApp allows`);
	expect(meta.bench.requests).toEqual([]);
});

const uploads = () =>
	meta.bench.requests.flatMap(({ files, body }) =>
		files.map(({ fileName, contentType }) => [
			fileName,
			contentType,
			(body as { type: string }).type,
		]),
	);

test.each([
	['sendAudio', 'audio/opus', 'voice.opus', 'voice.opus', 'audio/ogg', 'voice.opus'],
	['sendDocument', 'text/csv', 'people.csv', 'contacts.csv', 'text/plain', 'people.csv'],
	['sendImage', 'application/octet-stream', 'photo', 'photo.png', 'image/png', 'photo.png'],
])('%s with a file labelled %s arrives', async (name, labelled, named, sample, type, fileName) => {
	const items = [await fileItem(sampleFile(sample).content, named, labelled)];
	const { items: out, error } = await meta.run({
		parameters: send(name, { mediaSource: 'binary' }),
		items,
	});
	expect(error).toBeUndefined();
	expect(uploads()).toEqual([[fileName, type, type]]);
	expect(out[0]?.json).toMatchObject({ accepted: true, mediaId: expect.any(String) });
	expect(meta.sent.map(({ failure }) => failure)).toEqual([undefined]);
});

test('the file of the second item is named, and nothing left for it', async () => {
	const items = [
		await fileItem(sampleFile('photo.png').content, 'photo.png', 'image/png'),
		await fileItem(sampleFile('sound.wav').content, 'voice.mp3', 'audio/mpeg'),
	];
	const run = await meta.run({
		parameters: send('sendDocument', { mediaSource: 'binary' }),
		items,
	});
	expect(shown(run)).toMatchObject({
		code: 'input-invalid',
		itemIndex: 1,
		message: expect.stringContaining(
			"'Input Binary Field' has the type audio/wav (although it is labelled audio/mpeg)",
		),
		description: expect.stringContaining('Convert it to MP3'),
	});
});

test('a voice message is marked as one, and is mono OGG with Opus', async () => {
	const voice = send('sendAudio', { mediaSource: 'binary', voice: true });
	const mono = sampleFile('voice.opus').content;
	const stereo = Buffer.from(mono);
	stereo[stereo.indexOf('OpusHead') + 9] = 2;
	const run = async (content: Buffer | string, type: string) =>
		await meta.run({ parameters: voice, items: [await fileItem(content, 'voice', type)] });
	expect((await run(mono, 'audio/ogg')).error).toBeUndefined();
	const [sent] = meta.bodies as Array<{ audio: object }>;
	expect(sent?.audio).toEqual({ id: expect.any(String), voice: true });
	expect(shown(await run(stereo, 'audio/ogg')).message).toContain('is a stereo recording');
	expect(shown(await run('ID3', 'audio/mp3')).message).toContain('of type audio/mpeg, but a voice');
	const mediaLink = 'https://www.example.com/voice.ogg';
	await meta.run({ parameters: send('sendAudio', { voice: true, mediaLink }) });
	expect(meta.bodies[1]).toMatchObject({ audio: { link: mediaLink, voice: true } });
	expect(meta.bodies).toHaveLength(2);
});

const SIGNED =
	'https://s3.example.com/3f2a?response-content-disposition=attachment%3B%20filename%3D%22bill%20May.pdf%22';

test.each([
	['https://www.example.com/files/bill%20May.pdf?x=1', {}, 'bill May.pdf'],
	[SIGNED, {}, 'bill May.pdf'],
	['https://www.example.com/bill.pdf', { fileName: 'Your bill.pdf' }, 'Your bill.pdf'],
	['https://www.example.com/download?id=7', {}, undefined],
])('a document behind %s has its name', async (mediaLink, more, filename) => {
	await meta.run({ parameters: send('sendDocument', { mediaLink, ...more }) });
	expect(meta.bodies).toMatchObject([{ document: { link: mediaLink } }]);
	const [{ document }] = meta.bodies as [{ document: { filename?: string } }];
	expect(document.filename).toBe(filename);
});

test('the document above buttons has its name, a picture has none', async () => {
	for (const headerType of ['document', 'image']) {
		const headerMediaUrl = `https://www.example.com/${headerType}.pdf`;
		await meta.run({ parameters: link({ headerType, headerMediaUrl }) });
	}
	expect(meta.bodies).toMatchObject([
		{ interactive: { header: { document: { filename: 'document.pdf' } } } },
		{ interactive: { header: { image: { link: 'https://www.example.com/image.pdf' } } } },
	]);
	expect(JSON.stringify(meta.bodies[1])).not.toContain('filename');
});

test('a card holds all that n8n can say of a contact, and its number can be written to', async () => {
	const contact = {
		firstName: 'Ada',
		middleName: 'King',
		lastName: 'Lovelace',
		prefix: 'Dr.',
		suffix: 'Jr.',
		company: 'Analytical',
		department: 'Engines',
		jobTitle: 'Programmer',
		birthday: '1990-05-17T00:00:00.000Z',
		phones: {
			phone: [
				{ phone: '(415) 555-0101', type: 'CELL', waId: '' },
				{ phone: 'ext. 12', type: 'WORK', waId: '' },
				{ phone: 'desk', type: 'WORK', waId: '+1 415 555 0102' },
				{ phone: '', type: 'HOME', waId: '' },
			],
		},
		addresses: {
			address: [
				{ street: '1 Main Street', city: 'Berlin', zip: '10115', countryCode: 'DE', type: 'WORK' },
			],
		},
		urls: { url: [{ url: 'https://www.example.com', type: 'WORK' }] },
	};
	await meta.run({
		parameters: send('sendContacts', {
			contacts: { contact: [contact] },
			options: { defaultCountryCode: '1' },
		}),
	});
	expect((meta.bodies[0] as { contacts: unknown }).contacts).toEqual([
		{
			name: {
				formatted_name: 'Ada Lovelace',
				first_name: 'Ada',
				middle_name: 'King',
				last_name: 'Lovelace',
				prefix: 'Dr.',
				suffix: 'Jr.',
			},
			phones: [
				{ phone: '(415) 555-0101', type: 'CELL', wa_id: '14155550101' },
				{ phone: 'ext. 12', type: 'WORK' },
				{ phone: 'desk', type: 'WORK', wa_id: '14155550102' },
			],
			org: { company: 'Analytical', department: 'Engines', title: 'Programmer' },
			addresses: [
				{
					street: '1 Main Street',
					city: 'Berlin',
					zip: '10115',
					country_code: 'DE',
					type: 'WORK',
				},
			],
			urls: [{ url: 'https://www.example.com', type: 'WORK' }],
			birthday: '1990-05-17',
		},
	]);
});

test('what is just within the limits is sent', async () => {
	const within = [
		text(long(4_096)),
		list({ bodyText: long(4_096), sections: { section: [{ rows: rows(10) }] } }),
		buttons({ bodyText: long(1_024), buttons: { button: titled(3) } }),
		link({ headerType: 'image', headerMediaUrl: 'https://www.example.com/a.png' }),
		reaction({ emoji: '' }),
		text('x', { whatsappNumber: '+1 (415) 555-0101', options: { graphVersion: '25.0' } }),
		text('x', { whatsappNumber: '0415 5550101', options: { defaultCountryCode: '1' } }),
	];
	for (const parameters of within) {
		const { error } = await meta.run({ parameters });
		expect(error).toBeUndefined();
	}
	expect(meta.sent.map(({ waId }) => waId)).toEqual(within.map(() => '14155550101'));
	expect(meta.bench.requests.at(-2)?.path).toMatch(/^\/v25\.0\//);
});

test('a quote, a sticker and a typing indicator go as Meta wants them', async () => {
	const message = meta.sandbox.businessAccount().messages[0]!;
	await meta.run({ parameters: text('Yes', { options: { replyToMessageId: message.id } }) });
	await meta.run({
		parameters: send('sendSticker', { mediaLink: 'https://www.example.com/a.webp' }),
	});
	await meta.run({
		parameters: op('message', 'markAsRead', { messageId: message.id, typingIndicator: true }),
	});
	expect(meta.bodies).toEqual([
		expect.objectContaining({ context: { message_id: message.id }, text: { body: 'Yes' } }),
		expect.objectContaining({
			type: 'sticker',
			sticker: { link: 'https://www.example.com/a.webp' },
		}),
		{
			messaging_product: 'whatsapp',
			status: 'read',
			message_id: message.id,
			typing_indicator: { type: 'text' },
		},
	]);
	expect([message.isRead, message.typingUntil !== undefined]).toEqual([true, true]);
});
