import { InputError, textParameter } from './input';
import { setFileRecipients, type OutgoingRecipient } from './outgoing';
import { pair } from './pairs';
import type { Step } from './prepare';
import { broadcastName, templateName } from './template-parameters';

const LABEL = 'Input Binary Field';

/** A cell, in quotes or bare, with what ends it. */
const CELL = /(?:"((?:[^"]|"")*)"|([^,;\t\r\n]*))([,;\t]|\r?\n|$)/g;

/** The rows of a CSV text as cells, without empty lines. */
function rowsOf(csv: string): string[][] {
	const rows: string[][] = [];
	let row: string[] = [];
	for (const [, quoted, bare, end] of csv.matchAll(CELL)) {
		row.push((quoted?.replace(/""/g, '"') ?? bare ?? '').trim());
		if (/[,;\t]/.test(end ?? '')) continue;
		if (row.some((text) => text !== '')) rows.push(row);
		row = [];
	}
	return rows;
}

function recipientsIn(columns: string[], rows: string[][]): OutgoingRecipient[] {
	const variables = columns.filter((column) => !['', 'CountryCode', 'Phone'].includes(column));
	return rows.map((row) => {
		const cell = (column: string) => row[columns.indexOf(column)] ?? '';
		return {
			whatsappNumber: `${cell('CountryCode')}${cell('Phone')}`.replace(/\D/g, ''),
			parameters: variables.map((column) => pair(column, cell(column))),
		};
	});
}

/**
 * Attaches the recipients as the part `whatsapp_numbers_csv` (docs.wati.io, "sendTemplateMessageCSV").
 * Third parties report that a column named exactly `Phone` is needed, so its lack is caught here.
 */
export const recipientsCsv: Step = async function (options) {
	options.qs = {
		...options.qs,
		template_name: templateName(this),
		broadcast_name: broadcastName(this),
	};
	const property = textParameter(this, 'binaryPropertyName');
	const { fileName } = this.helpers.assertBinaryData(property);
	const bytes = await this.helpers.getBinaryDataBuffer(property);
	if (bytes.length === 0)
		throw new InputError(`The file in '${LABEL}' is empty: ${fileName ?? property}`);
	const [columns = [], ...rows] = rowsOf(bytes.toString('utf8').replace(/^\ufeff/, ''));
	if (!columns.includes('Phone')) {
		throw new InputError(
			`The file in '${LABEL}' has no column named 'Phone'`,
			`Its first line must name the columns, as in WATI's own contact sheet: Name, CountryCode, Phone, and one column per variable. Found: ${columns.join(', ').slice(0, 200)}.`,
		);
	}
	setFileRecipients(options, recipientsIn(columns, rows));
	const form = new FormData();
	form.append(
		'whatsapp_numbers_csv',
		new Blob([bytes], { type: 'text/csv' }),
		fileName ?? 'recipients.csv',
	);
	options.body = form;
	return options;
};
