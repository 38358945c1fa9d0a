import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import { checkText, checkUrl, InputError, listParameter, textParameter } from './input';
import type { Step } from './prepare';

/** WhatsApp's limits for interactive messages (docs.wati.io and Meta, "Interactive messages"). */
const LONGEST = {
	header: 60,
	body: 1_024,
	footer: 60,
	button: 20,
	listButton: 20,
	section: 24,
	rowTitle: 24,
	rowDescription: 72,
};
const MOST_BUTTONS = 3;
const MOST_SECTIONS = 10;
const MOST_ROWS = 10;

/** WATI writes media header types with a capital letter; spec A writes the text header in lower case. */
const MEDIA_TYPES: Record<string, string> = {
	image: 'Image',
	video: 'Video',
	document: 'Document',
};

function checkedText(
	context: IExecuteSingleFunctions,
	name: string,
	label: string,
	longest: number,
	needed: boolean,
): string {
	const text = textParameter(context, name);
	checkText(label, text, longest, needed);
	return text;
}

function buttonHeader(context: IExecuteSingleFunctions): IDataObject | undefined {
	const type = textParameter(context, 'headerType');
	if (type === '' || type === 'none') return undefined;
	if (type === 'text') {
		return {
			type: 'Text',
			text: checkedText(context, 'headerText', 'Header Text', LONGEST.header, true),
		};
	}
	const url = checkUrl('Header Media URL', textParameter(context, 'headerMediaUrl')).href;
	const fileName = textParameter(context, 'headerFileName').trim();
	return { type: MEDIA_TYPES[type] ?? type, media: { url, ...(fileName ? { fileName } : {}) } };
}

function checkDistinct(label: string, titles: string[]): void {
	const twice = titles.find((title, place) => titles.indexOf(title) !== place);
	if (twice !== undefined) {
		throw new InputError(
			`'${label}' holds '${twice}' twice`,
			'WhatsApp tells answers apart by their text, so each must be different.',
		);
	}
}

/** Body of an interactive buttons message (docs.wati.io, "sendInteractiveButtonsMessage"). */
export const buttonsInBody: Step = function (options) {
	const header = buttonHeader(this);
	const body = checkedText(this, 'bodyText', 'Body', LONGEST.body, true);
	const footer = checkedText(this, 'footerText', 'Footer', LONGEST.footer, false);
	const buttons = listParameter(this, 'buttons.button').map(({ text }) => ({
		text: String(text ?? ''),
	}));
	if (buttons.length < 1 || buttons.length > MOST_BUTTONS) {
		throw new InputError(
			`The field 'Buttons' has ${buttons.length} entries, but WhatsApp allows 1 to ${MOST_BUTTONS}`,
			'Use a list message for more choices.',
		);
	}
	buttons.forEach(({ text }, place) =>
		checkText(`Buttons, Text ${place + 1}`, text, LONGEST.button),
	);
	checkDistinct(
		'Buttons',
		buttons.map(({ text }) => text),
	);
	options.body = { ...(header ? { header } : {}), body, ...(footer ? { footer } : {}), buttons };
	return options;
};

function rowsOf(
	section: IDataObject,
	sectionPlace: number,
): Array<{ title: string; description: string }> {
	const rows = (section.rows as IDataObject | undefined)?.row;
	return (Array.isArray(rows) ? (rows as IDataObject[]) : []).map((row, place) => {
		const title = String(row.title ?? '');
		const description = String(row.description ?? '');
		const owner = `Sections ${sectionPlace + 1}, Rows ${place + 1}`;
		checkText(`${owner}, Title`, title, LONGEST.rowTitle);
		checkText(`${owner}, Description`, description, LONGEST.rowDescription, false);
		return { title, description };
	});
}

/** Body of an interactive list message (docs.wati.io, "sendInteractiveListMessage"). */
export const listInBody: Step = function (options) {
	const header = checkedText(this, 'headerText', 'Header Text', LONGEST.header, false);
	const body = checkedText(this, 'bodyText', 'Body', LONGEST.body, true);
	const footer = checkedText(this, 'footerText', 'Footer', LONGEST.footer, false);
	const buttonText = checkedText(this, 'buttonText', 'Button Text', LONGEST.listButton, true);
	const given = listParameter(this, 'sections.section');
	const sections = given.map((section, place) => {
		const title = String(section.title ?? '');
		checkText(`Sections ${place + 1}, Title`, title, LONGEST.section, given.length > 1);
		return { title, rows: rowsOf(section, place) };
	});
	if (sections.length < 1 || sections.length > MOST_SECTIONS) {
		throw new InputError(
			`The field 'Sections' has ${sections.length} entries, but WhatsApp allows 1 to ${MOST_SECTIONS}`,
		);
	}
	const titles = sections.flatMap(({ rows }) => rows.map(({ title }) => title));
	if (titles.length < 1 || titles.length > MOST_ROWS) {
		throw new InputError(
			`The field 'Sections' has ${titles.length} rows in all, but WhatsApp allows 1 to ${MOST_ROWS}`,
		);
	}
	checkDistinct('Sections', titles);
	options.body = {
		...(header ? { header } : {}),
		body,
		...(footer ? { footer } : {}),
		buttonText,
		sections,
	};
	return options;
};
