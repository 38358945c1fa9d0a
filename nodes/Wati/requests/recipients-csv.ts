import { InputError, textParameter } from './input';
import type { Step } from './prepare';
import { broadcastName, templateName } from './template-parameters';

const LABEL = 'Input Binary Field';

/** The first line of a CSV file as column names, without a byte order mark and quotes. */
function columnsOf(csv: string): string[] {
	const firstLine = csv.replace(/^\ufeff/, '').split(/\r?\n/, 1)[0] ?? '';
	return firstLine.split(/[,;\t]/).map((column) => column.trim().replace(/^"|"$/g, ''));
}

/**
 * Attaches the recipients as the part `whatsapp_numbers_csv` (docs.wati.io, "sendTemplateMessageCSV").
 * Third parties report that a column named exactly `Phone` is needed, so its lack is caught here.
 */
export const recipientsCsv: Step = async function (options) {
	const property = textParameter(this, 'binaryPropertyName');
	const { fileName } = this.helpers.assertBinaryData(property);
	const bytes = await this.helpers.getBinaryDataBuffer(property);
	if (bytes.length === 0)
		throw new InputError(`The file in '${LABEL}' is empty: ${fileName ?? property}`);
	const columns = columnsOf(bytes.toString('utf8'));
	if (!columns.includes('Phone')) {
		throw new InputError(
			`The file in '${LABEL}' has no column named 'Phone'`,
			`Its first line must name the columns, as in WATI's own contact sheet: Name, CountryCode, Phone, and one column per variable. Found: ${columns.join(', ').slice(0, 200)}.`,
		);
	}
	const form = new FormData();
	form.append(
		'whatsapp_numbers_csv',
		new Blob([bytes], { type: 'text/csv' }),
		fileName ?? 'recipients.csv',
	);
	options.body = form;
	options.qs = {
		...options.qs,
		template_name: templateName(this),
		broadcast_name: broadcastName(this),
	};
	return options;
};
