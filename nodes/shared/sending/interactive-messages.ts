import type { IDataObject } from 'n8n-workflow';

import { findNameInAddress } from '../files/file-name';
import {
	checkCount,
	checkText,
	checkUrl,
	InputError,
	listParameter,
	type ParameterSource,
	readText,
	textParameter,
} from '../parameters/input';

/** WhatsApp's limits for interactive messages (docs.wati.io and Meta, "Interactive messages"). */
export const LONGEST = {
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

/** What stands above the body: a text, or a file behind an address. */
export type Header =
	| { type: 'text'; text: string }
	| { type: 'image' | 'video' | 'document'; url: string; fileName: string };

/** A button or row to tap. Without an ID of its own it is known by its title. */
export interface Choice {
	id: string;
	title: string;
}

export interface Row extends Choice {
	description: string;
}

export interface Section {
	title: string;
	rows: Row[];
}

/** A text field within WhatsApp's limit. @throws InputError naming the label */
export function checkedText(
	context: ParameterSource,
	name: string,
	label: string,
	longest: number,
	needed: boolean,
): string {
	const text = textParameter(context, name, label);
	checkText(label, text, longest, needed);
	return text;
}

/** The chosen header; undefined where there is none. */
export function readHeader(context: ParameterSource): Header | undefined {
	const type = textParameter(context, 'headerType');
	if (type === '' || type === 'none') return undefined;
	if (type === 'text') {
		return { type, text: checkedText(context, 'headerText', 'Header Text', LONGEST.header, true) };
	}
	const url = checkUrl('Header Media URL', textParameter(context, 'headerMediaUrl')).href;
	if (type !== 'document') return { type: type as 'image' | 'video', url, fileName: '' };
	const fileName = textParameter(context, 'headerFileName').trim() || findNameInAddress(url) || '';
	return { type, url, fileName };
}

export function readFooter(context: ParameterSource): string {
	return checkedText(context, 'footerText', 'Footer', LONGEST.footer, false);
}

/** @throws InputError when a value of a list comes twice */
export function checkDistinct(label: string, values: string[]): void {
	const twice = values.find((value, place) => values.indexOf(value) !== place);
	if (twice !== undefined) {
		throw new InputError(
			`'${label}' contains '${twice}' twice`,
			'WhatsApp identifies answers by it, so each must be different.',
		);
	}
}

/**
 * One to three reply buttons with different texts.
 *
 * @param longestId characters that an ID may have, where buttons have IDs
 */
export function readButtons(context: ParameterSource, longestId = Infinity): Choice[] {
	const buttons = listParameter(context, 'buttons.button').map(({ id, text }, place) => {
		const title = readText(text, `Buttons, Text ${place + 1}`);
		return { id: readText(id, `Buttons, ID ${place + 1}`).trim() || title, title };
	});
	const advice = 'Use a list message for more choices.';
	checkCount("field 'Buttons'", buttons.length, [1, MOST_BUTTONS], advice);
	buttons.forEach(({ id, title }, place) => {
		checkText(`Buttons, Text ${place + 1}`, title, LONGEST.button);
		checkText(`Buttons, ID ${place + 1}`, id, longestId);
	});
	checkDistinct(
		'Buttons',
		buttons.map(({ title }) => title),
	);
	checkDistinct(
		'Buttons',
		buttons.map(({ id }) => id),
	);
	return buttons;
}

function readRows(section: IDataObject, sectionPlace: number, longestId: number): Row[] {
	const rows = (section.rows as IDataObject | undefined)?.row;
	return (Array.isArray(rows) ? (rows as IDataObject[]) : []).map((row, place) => {
		const owner = `Sections ${sectionPlace + 1}, Rows ${place + 1}`;
		const title = readText(row.title, `${owner}, Title`);
		const description = readText(row.description, `${owner}, Description`);
		const id = readText(row.id, `${owner}, ID`).trim() || title;
		checkText(`${owner}, Title`, title, LONGEST.rowTitle);
		checkText(`${owner}, Description`, description, LONGEST.rowDescription, false);
		checkText(`${owner}, ID`, id, longestId);
		return { id, title, description };
	});
}

/** Up to ten sections with ten rows in total. */
export function readSections(context: ParameterSource, longestId = Infinity): Section[] {
	const given = listParameter(context, 'sections.section');
	const sections = given.map((section, place) => {
		const title = readText(section.title, `Sections ${place + 1}, Title`);
		checkText(`Sections ${place + 1}, Title`, title, LONGEST.section, given.length > 1);
		return { title, rows: readRows(section, place, longestId) };
	});
	checkCount("field 'Sections'", sections.length, [1, MOST_SECTIONS]);
	const rows = sections.flatMap((section) => section.rows);
	if (rows.length < 1 || rows.length > MOST_ROWS) {
		throw new InputError(
			`The field 'Sections' has ${rows.length} rows in total, but WhatsApp allows 1 to ${MOST_ROWS}`,
		);
	}
	checkDistinct(
		'Sections',
		rows.map(({ title }) => title),
	);
	checkDistinct(
		'Sections',
		rows.map(({ id }) => id),
	);
	return sections;
}
