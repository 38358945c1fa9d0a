import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import { runWithFile } from '../../../shared/http/pace/concurrency-limit';
import { BINARY_LABEL as LABEL, readBinaryField } from '../../../shared/files/binary-field';
import { guessCsvEncoding } from '../../../shared/files/csv-table';
import { InputError, type ParameterSource } from '../../../shared/parameters/input';
import { setLazyBody } from '../../../shared/http/lazy-body';
import { setFileRecipients } from '../message/outgoing';
import { addRefusal, type Step } from '../../../shared/parameters/pre-send';
import { toStreamedFile, formWith } from '../../../shared/files/streamed-file';
import { readBroadcastName, templateName } from './template-parameters';
import {
	readContactSheet,
	readEncoding,
	type BadRow,
	type ContactSheet,
	type LeftOutReasons,
} from './contact-sheet';
import { readSwitch } from '../../../shared/parameters/switches';

const CSV = 'text/csv';
/** Rows that a preview shows as they will be sent. */
const SHOWN_ROWS = 3;
const DEFAULT_FILE_NAME = 'recipients.csv';

function toBody(content: Buffer, fileName: string): FormData {
	return formWith('whatsapp_numbers_csv', toStreamedFile([content], fileName, CSV));
}

/** @throws InputError for a file without contacts, or with some that cannot be written to */
async function readSheet(
	context: ParameterSource,
	bytes: Buffer,
	fileName: string,
	without?: LeftOutReasons,
): Promise<ContactSheet> {
	if (bytes.length === 0) throw new InputError(`The file in '${LABEL}' is empty: ${fileName}`);
	return await readContactSheet(context, bytes, LABEL, without);
}

/** The item's file without some people: as the body of the request, and the rows that do not go. */
export async function readSheetWithout(
	context: IExecuteSingleFunctions,
	without: LeftOutReasons,
): Promise<{ body: FormData; leftOut: BadRow[] }> {
	const { property, file } = readBinaryField(context);
	const { fileName = DEFAULT_FILE_NAME } = file;
	const bytes = await context.helpers.getBinaryDataBuffer(property);
	const { content, leftOut } = await readSheet(context, bytes, fileName, without);
	return { body: toBody(content, fileName), leftOut };
}

/**
 * What the item of an accepted file says: the rows that did not go, where the user chose to leave them out, and the
 * encoding where it was guessed.
 */
export async function readNotes(context: IExecuteSingleFunctions): Promise<IDataObject> {
	const { property } = readBinaryField(context);
	const execution = String(context.getExecutionId());
	return await runWithFile(execution, async () => {
		const bytes = await context.helpers.getBinaryDataBuffer(property);
		if (!readSwitch(context, 'options.leaveOutBadRows')) {
			return { encodingGuessed: guessCsvEncoding(bytes, readEncoding(context)) };
		}
		const { leftOut, encodingGuessed } = await readContactSheet(context, bytes, LABEL);
		return { leftOut, encodingGuessed } as IDataObject;
	});
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
		broadcast_name: readBroadcastName(this),
	};
	const { property, file } = readBinaryField(this);
	const { fileName = DEFAULT_FILE_NAME } = file;
	const read = async () => await this.helpers.getBinaryDataBuffer(property);
	const execution = String(this.getExecutionId());
	const { size, recipients, leftOut, asGiven, encodingGuessed, refusal } = await runWithFile(
		execution,
		async () => {
			const { content, ...sheet } = await readSheet(this, await read(), fileName);
			return { size: content.length, ...sheet };
		},
	);
	if (refusal) addRefusal(options, refusal);
	const notes = leftOut.map(({ row, problem }) => `Row ${row} is left out: ${problem}`);
	setFileRecipients(options, { recipients, notes: refusal ? [] : notes });
	setLazyBody(options, {
		listsRecipients: true,
		outline: {
			file: {
				fileName,
				mimeType: CSV,
				size,
				recipients: recipients.length,
				...(leftOut.length > 0 ? { leftOut } : {}),
			},
		},
		inPreview: {
			firstRows: recipients.slice(0, SHOWN_ROWS),
			...(encodingGuessed === undefined ? {} : { encodingGuessed }),
		},
		read: async () => {
			const bytes = await read();
			const content = asGiven ? bytes : (await readSheet(this, bytes, fileName)).content;
			return toBody(content, fileName);
		},
	});
	return options;
};
