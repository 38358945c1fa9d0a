import {
	checkedText,
	LONGEST,
	readButtons,
	readFooter,
	readHeader,
	readSections,
	type Header,
} from '../../../shared/sending/interactive-messages';
import type { Step } from '../../../shared/parameters/pre-send';

/** WATI writes header types with a capital letter. */
const HEADER_TYPES = { text: 'Text', image: 'Image', video: 'Video', document: 'Document' };

function headerBody(header: Header) {
	const type = HEADER_TYPES[header.type];
	if (header.type === 'text') return { type, text: header.text };
	const { url, fileName } = header;
	return { type, media: { url, ...(fileName ? { fileName } : {}) } };
}

/** Body of an interactive buttons message (docs.wati.io, "sendInteractiveButtonsMessage"). */
export const buttonsInBody: Step = function (options) {
	const header = readHeader(this);
	const body = checkedText(this, 'bodyText', 'Body', LONGEST.body, true);
	const footer = readFooter(this);
	const buttons = readButtons(this).map(({ title }) => ({ text: title }));
	options.body = {
		...(header ? { header: headerBody(header) } : {}),
		body,
		...(footer ? { footer } : {}),
		buttons,
	};
	return options;
};

/** Body of an interactive list message (docs.wati.io, "sendInteractiveListMessage"). */
export const listInBody: Step = function (options) {
	const header = checkedText(this, 'headerText', 'Header Text', LONGEST.header, false);
	const body = checkedText(this, 'bodyText', 'Body', LONGEST.body, true);
	const footer = readFooter(this);
	const buttonText = checkedText(this, 'buttonText', 'Button Text', LONGEST.listButton, true);
	const sections = readSections(this).map(({ title, rows }) => ({
		title,
		rows: rows.map((row) => ({ title: row.title, description: row.description })),
	}));
	options.body = {
		...(header ? { header } : {}),
		body,
		...(footer ? { footer } : {}),
		buttonText,
		sections,
	};
	return options;
};
