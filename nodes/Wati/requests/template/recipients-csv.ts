import { runWithFile } from '../../../shared/http/pace/concurrency-limit';
import { InputError, textParameter } from '../../../shared/parameters/input';
import { setLazyBody } from '../../../shared/http/lazy-body';
import { setFileRecipients } from '../message/outgoing';
import { pair } from '../../../shared/parameters/key-values';
import type { Step } from '../../../shared/parameters/pre-send';
import { fileOf, formWith } from '../../../shared/files/streamed-file';
import { broadcastName, templateName } from './template-parameters';
import type { SendRecipient } from '../../../shared/http/send-description';

const LABEL = 'Input Binary Field';
const CSV = 'text/csv';

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

function recipientsIn(columns: string[], rows: string[][]): SendRecipient[] {
	const variables = columns.filter((column) => !['', 'CountryCode', 'Phone'].includes(column));
	return rows.map((row) => {
		const cell = (column: string) => row[columns.indexOf(column)] ?? '';
		return {
			whatsappNumber: `${cell('CountryCode')}${cell('Phone')}`.replace(/\D/g, ''),
			parameters: variables.map((column) => pair(column, cell(column))),
		};
	});
}

/** Checks the file and tells its recipients. */
function readRecipients(bytes: Buffer, fileName: string): SendRecipient[] {
	if (bytes.length === 0) throw new InputError(`The file in '${LABEL}' is empty: ${fileName}`);
	const [columns = [], ...rows] = rowsOf(bytes.toString('utf8').replace(/^\ufeff/, ''));
	if (!columns.includes('Phone')) {
		throw new InputError(
			`The file in '${LABEL}' has no column named 'Phone'`,
			`Its first line must name the columns, as in WATI's own contact sheet: Name, CountryCode, Phone, and one column per variable. Found: ${columns.join(', ').slice(0, 200)}.`,
		);
	}
	return recipientsIn(columns, rows);
}

/**
 * Attaches the recipients as the part `whatsapp_numbers_csv` (docs.wati.io, "sendTemplateMessageCSV").
 * Third parties report that a column named exactly `Phone` is needed, so its lack is caught here. The file is
 * read once for that and once more when it is the item's turn, so that the files of many items are not in
 * memory at once.
 */
export const recipientsCsv: Step = async function (options) {
	options.qs = {
		...options.qs,
		template_name: templateName(this),
		broadcast_name: broadcastName(this),
	};
	const property = textParameter(this, 'binaryPropertyName', LABEL);
	const { fileName = 'recipients.csv' } = this.helpers.assertBinaryData(property);
	const read = async () => await this.helpers.getBinaryDataBuffer(property);
	const execution = String(this.getExecutionId());
	const { size, recipients } = await runWithFile(execution, async () => {
		const bytes = await read();
		return { size: bytes.length, recipients: readRecipients(bytes, fileName) };
	});
	setFileRecipients(options, recipients);
	setLazyBody(options, {
		outline: { file: { fileName, mimeType: CSV, size, recipients: recipients.length } },
		read: async () => formWith('whatsapp_numbers_csv', fileOf([await read()], fileName, CSV)),
	});
	return options;
};
