import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeParameters } from 'n8n-workflow';

import { CASES } from '../../harness/cases';
import { ADA, fileItem, named, operation, sha256, shown, useBench } from '../../wati/setup';

const bench = useBench();

const caseOf = (name: string) => readFileSync(join(CASES, 'csv', name));

const run = async (content: Buffer | string, more: INodeParameters = {}) =>
	await bench.run({
		parameters: operation('template', 'sendViaCsv', { template: named('welcome'), ...more }),
		items: [await fileItem(content, 'people.csv', 'text/csv')],
	});

/** Checks that WATI got one file, with this content. */
const expectArrived = (content: string) =>
	expect(bench.requests.map(({ files }) => files[0]?.sha256)).toEqual([sha256(content)]);

const leaveOut = { options: { leaveOutBadRows: true } };

describe('the cases', () => {
	it('a file with a mark and semicolons leaves as WATI reads it', async () => {
		const { error } = await run(caseOf('semicolons-bom.csv'));
		expect(error).toBeUndefined();
		expectArrived('Name,Phone,CountryCode,name\r\nAda,4155550101,1,Ada\r\n');
	});

	it('nothing leaves while a row cannot go, and each is named', async () => {
		const result = await run(caseOf('rows-that-cannot-go.csv'));
		const { code, message, description } = shown(result);
		expect(code).toBe('input-invalid');
		expect(message).toBe("4 of 6 rows of the file in 'Input Binary Field' cannot go");
		expect(description.split(/(?=Row \d)/).slice(1)).toEqual([
			expect.stringMatching(/^Row 2: .*shortened by a spreadsheet: 9\.19877E\+11/),
			expect.stringMatching(/^Row 4: The field 'Phone' is empty/),
			expect.stringMatching(/^Row 5: The variable 'name' in 'Input Binary Field' is blank/),
			expect.stringMatching(/^Row 7: The variable 'name' in 'Input Binary Field' contains a line break/),
		]);
		expect(bench.requests).toEqual([]);
	});

	it('the others leave where the user chose so, and the item tells which did not', async () => {
		const { error, items } = await run(caseOf('rows-that-cannot-go.csv'), leaveOut);
		expect(error).toBeUndefined();
		expectArrived('Name,Phone,CountryCode,name\r\nBen,9876543210,91,Ben\r\nDi,4155550104,1,Di\r\n');
		expect((items[0]?.json.leftOut as Array<{ row: number }>)?.map(({ row }) => row)).toEqual([
			2, 4, 5, 7,
		]);
	});

	it('a file in Windows-1252 is read as such; a number without its area code does not leave', async () => {
		const bytes = caseOf('latin-1.csv');
		const result = await run(bytes);
		expect(shown(result).description).toMatch(
			/Row 2: The field 'Phone' contains no WhatsApp number: 98765-4321/,
		);
		expect(bench.requests).toEqual([]);
		const whole = Buffer.from(
			bytes.toString('latin1').replace('98765-4321', '(11) 98765-4321'),
			'latin1',
		);
		expect((await run(whole)).error).toBeUndefined();
		expectArrived('Name,Phone,CountryCode,name\r\nJanaína,11987654321,55,Janaína\r\n');
	});
});

it('a plain file leaves byte for byte', async () => {
	const csv = 'Name,CountryCode,Phone,name\nAda,+1,4155550101,"Ada, the first"\n';
	expect((await run(csv)).error).toBeUndefined();
	expectArrived(csv);
});

it.each([
	[
		'tabs',
		'Name\tPhone\tname\nAda\t14155550101\tAda\n',
		'Name,Phone,name\r\nAda,14155550101,Ada\r\n',
	],
	[
		'a named separator',
		'sep=;\r\nPhone;name\r\n14155550101;Ada, the first\r\n',
		'Phone,name\r\n14155550101,"Ada, the first"\r\n',
	],
	[
		'UTF-16',
		Buffer.from('\ufeffPhone,name\n14155550101,Ada\n', 'utf16le'),
		'Phone,name\r\n14155550101,Ada\r\n',
	],
	['old line ends', 'Phone,name\r14155550101,Ada\r', 'Phone,name\r\n14155550101,Ada\r\n'],
	[
		'quotes inside a cell',
		'phone,name\n14155550101,Ada "Countess" L\n',
		'Phone,name\r\n14155550101,"Ada ""Countess"" L"\r\n',
	],
	[
		'columns in other spelling',
		'country code,PHONE,name\n1,4155550101,Ada\n',
		'CountryCode,Phone,name\r\n1,4155550101,Ada\r\n',
	],
	[
		'decimals of a sheet',
		'CountryCode,Phone,name\n1.0,4155550101.0,Ada\n',
		'CountryCode,Phone,name\r\n1,4155550101,Ada\r\n',
	],
	[
		'a decorated number',
		'Phone,name\n+1 (415) 555-0101,Ada\n',
		'Phone,name\r\n14155550101,Ada\r\n',
	],
	[
		'a number with its code in both columns',
		'CountryCode,Phone,name\n1,+14155550101,Ada\n',
		'CountryCode,Phone,name\r\n1,4155550101,Ada\r\n',
	],
])('%s are read', async (_, content, wanted) => {
	expect((await run(content)).error).toBeUndefined();
	expectArrived(wanted);
	expect(bench.sandbox.messagesTo(ADA)).toHaveLength(1);
});

it('numbers without a code get the default country', async () => {
	const csv = 'Phone,CountryCode,name\n0171 2345678,,Ada\n4155550101,1,Ben\n';
	const delivery = { defaultCountryCode: '49' };
	expect((await run(csv, { options: delivery })).error).toBeUndefined();
	expectArrived('Phone,CountryCode,name\r\n1712345678,49,Ada\r\n4155550101,1,Ben\r\n');
});

it.each([
	[
		'a repeat',
		'Phone,name\n14155550101,Ada\n+1 415 555 0101,Ada\n',
		/Row 3: it repeats the number of row 2/,
	],
	[
		'a repeat in another form',
		'Phone,name\n5541987654321,Ada\n554187654321,Ada\n',
		/Row 3: it repeats the number of row 2/,
	],
	[
		'a row with a cell too few',
		'Phone,name\n\n14155550101\n',
		/Row 3: it has 1 cells, but the first line names 2/,
	],
	['a row with a cell too many', 'Phone,name\n14155550101,Ada,Lovelace\n', /Row 2: it has 3 cells/],
	[
		'a country that is none',
		'Phone,CountryCode,name\n4155550101,Moon,Ada\n',
		/Row 2: 'CountryCode' contains no country: Moon/,
	],
	[
		'a number of another country than its row says',
		'Phone,CountryCode,name\n+14155550101,91,Ada\n',
		/Row 2: 'Phone' is not a number of 'CountryCode' 91/,
	],
	[
		'a number without a code',
		'Phone,name\n0171 2345678,Ada\n',
		/Row 2: The number in 'Phone' has no country code/,
	],
	[
		'a value that is not there',
		'Phone,name\n14155550101,undefined\n',
		/Row 2: The variable 'name' in 'Input Binary Field' contains only/,
	],
	[
		'an error of the sheet',
		'Phone,name\n14155550101,#N/A\n',
		/Row 2: The variable 'name' in 'Input Binary Field' contains an error of a spreadsheet: #N\/A/,
	],
])('%s is named by its row', async (_, content, wanted) => {
	expect(shown(await run(content)).description).toMatch(wanted);
	expect(bench.requests).toEqual([]);
});

it.each([
	['a workbook', Buffer.from('PK\u0003\u0004abc'), /is not a CSV file/],
	['an open quote', 'Phone,name\n14155550101,"Ada\n', /is not valid CSV/],
	['only a first line', 'Phone,name\n', /has no rows below its header/],
	['two columns of one name', 'Phone,name,name\n14155550101,Ada,Ben\n', /two columns named 'name'/],
	['no Phone', 'Number,name\n14155550101,Ada\n', /no column named 'Phone'/],
])('%s is refused', async (_, content, wanted) => {
	expect(shown(await run(content)).message).toMatch(wanted);
	expect(bench.requests).toEqual([]);
});

it('nothing leaves when no row can go, whatever the choice', async () => {
	expect(shown(await run('Phone,name\n12,Ada\n', leaveOut)).message).toMatch(/1 of 1 rows/);
	expect(bench.requests).toEqual([]);
});

it('numbers that WATI refuses are told, and nobody else gets the template twice', async () => {
	const both = await bench.run({
		parameters: operation('template', 'sendViaCsv', { template: named('welcome') }),
		items: [await fileItem(`Phone,name\n${ADA},Ada\n14155550111,Eve\n`, 'a.csv', 'text/csv')],
		retryOnFail: { maxTries: 3, waitBetweenTries: 0 },
	});
	expect(both.error).toBeUndefined();
	expect(both.items[0]?.json).toMatchObject({
		accepted: true,
		refused: [{ whatsappNumber: '14155550111', problem: 'WATI cannot send to this number' }],
	});
	expect(bench.sandbox.messagesTo(ADA)).toHaveLength(1);
	const none = await run('Phone,name\n14155550111,Eve\n');
	expect(shown(none).code).toBe('number-refused');
});

describe('letters beyond ASCII', () => {
	const bytesOf = (text: string, ...more: number[]) => Buffer.from([...Buffer.from(text), ...more]);
	const cyrillic = bytesOf('Phone,name\n14155550101,', 0xc8, 0xe2, 0xe0, 0xed);
	const guessed = bytesOf('Phone,name\n14155550101,Jos', 0xe9);

	/** A file in an encoding of one byte a letter. */
	function encode(name: string, encoding: string): Buffer {
		const bytes = [...Array(256).keys()];
		// Some versions of Node take these of Windows-1252 for controls; Turkish has nearly all of them in the same places.
		const get = (byte: number) =>
			encoding === 'windows-1252' && byte > 0x7f && byte < 0xa0 ? 'windows-1254' : encoding;
		const letters = bytes.map((byte) => new TextDecoder(get(byte)).decode(Buffer.from([byte])));
		const text = `Phone,name\n14155550101,${name}\n`;
		const places = [...text].map((letter) => letters.indexOf(letter));
		expect(places).not.toContain(-1);
		return Buffer.from(places);
	}

	it('a row with a byte that is no UTF-8 is named, and damages no other', async () => {
		const mixed = bytesOf('Phone,name\n14155550101,Müller\n14155550102,Andr', 0xe9);
		expect(shown(await run(mixed)).description).toMatch(/Row 3: it has a character that/);
		expect(bench.requests).toEqual([]);
		expect((await run(mixed, leaveOut)).items).toMatchObject([{ json: { leftOut: [{ row: 3 }] } }]);
		expectArrived('Phone,name\r\n14155550101,Müller\r\n');
	});

	it('a guessed encoding is told by the item, and with the first rows by a preview', async () => {
		const preview = await run(guessed, { options: { previewOnly: true } });
		expect(JSON.stringify(preview.items[0]?.json)).toMatch(
			/"firstRows":.*José.*"encodingGuessed":"windows-1252"/,
		);
		expect((await run(guessed)).items).toMatchObject([
			{ json: { accepted: true, encodingGuessed: 'windows-1252' } },
		]);
	});

	it.each([
		['Иван', 'windows-1251'],
		['Зоя Юй', 'windows-1251'],
		['Michał', 'windows-1250'],
		['Łukasz', 'windows-1250'],
		['Bożena', 'windows-1250'],
		['Kamiński', 'windows-1250'],
		['Jiří', 'windows-1250'],
		['Zdeněk', 'windows-1250'],
		['Tomáš Kučera', 'windows-1250'],
		['Wiśniewski', 'windows-1250'],
		['Woźniak', 'windows-1250'],
		['Szűcs', 'windows-1250'],
		['Călin', 'windows-1250'],
		['Răzvan', 'windows-1250'],
		['Dragoş', 'windows-1250'],
		['Hegedűs', 'windows-1250'],
		['Jędrzejczak', 'windows-1250'],
		['Ľudmila', 'windows-1250'],
		['Lavička', 'windows-1250'],
		['María', 'macintosh'],
		['Müller', 'macintosh'],
		['Jörg', 'macintosh'],
		['Jovanović', 'windows-1250'],
		['Győr', 'windows-1250'],
		['Ayşe', 'windows-1254'],
		['Doğan', 'windows-1254'],
		['Γιώργος', 'windows-1253'],
		['محمد', 'windows-1256'],
		['สมชาย', 'windows-874'],
	])('%s in %s is not guessed as Western', async (name, encoding) => {
		const file = encode(name, encoding);
		const message = "The encoding of the file in 'Input Binary Field' is unclear";
		expect(shown(await run(file))).toMatchObject({
			code: 'input-invalid',
			message,
			description: expect.stringMatching(/^Nothing was sent\. Choose it in 'Encoding'/) as string,
		});
		expect(bench.requests).toEqual([]);
		const preview = await run(file, { options: { previewOnly: true } });
		expect(JSON.stringify(preview.items[0]?.json.findings)).toContain(message);
		const chosen = await run(file, { options: { encoding, previewOnly: true } });
		expect(JSON.stringify(chosen.items[0]?.json)).toContain(name);
	});

	it('neither are a file of DOS and a Korean one', async () => {
		for (const name of ['Jos‚', 'Gr”áe', 'Pe¤a', '±èÃ¶¼ö']) {
			expect(shown(await run(encode(name, 'windows-1252'))).message).toMatch(/unclear$/);
		}
	});

	it('Windows-1252 has its own signs, whatever Node makes of them', async () => {
		const name = 'Sœur’s 5 €';
		await run(encode(name, 'windows-1252'), { options: { encoding: 'windows-1252' } });
		expectArrived(`Phone,name\r\n14155550101,${name}\r\n`);
	});

	it.each([
		'João da Conceição, Camões, PÕES',
		'Muñoz, María Begoña, 1º, Mª José, ¿Qué?',
		'Größe, Müller, Jürgen, 25m³, 5 £, £5, 3½',
		'François, créée, œuvre, Lœuvre, Zoë, naïve, Noël, où',
		'Bjørn Åse Ærø, Øystein, smørrebrød, fjæra',
		'perché, così, Forlì, città, più',
		'“quoted” – it’s 5 € «à»',
		'Škoda, Jürgen Šimon, äöüß, ÄÖÜ',
		'L’été, Sœur, L’Haÿ, ambiguë, Suède, aujourd’hui, manhãzinha, cidadã, D.ª Mª',
	])('%s is Western', async (text) => {
		const file = encode(text.replaceAll(',', ';'), 'windows-1252');
		const { items, error } = await run(file);
		expect(error).toBeUndefined();
		expect(items[0]?.json.encodingGuessed).toBe('windows-1252');
	});

	it('a chosen encoding is used', async () => {
		const { items } = await run(cyrillic, { options: { encoding: 'windows-1251' } });
		expectArrived('Phone,name\r\n14155550101,Иван\r\n');
		expect(items[0]?.json).not.toHaveProperty('encodingGuessed');
	});
});
