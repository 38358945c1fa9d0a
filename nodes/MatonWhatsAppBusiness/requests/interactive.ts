import type { IExecuteSingleFunctions } from 'n8n-workflow';

import { checkText, checkUrl, textParameter } from '../../shared/parameters/input';
import {
	checkedText,
	LONGEST,
	readButtons,
	readFooter,
	readHeader,
	readSections,
} from '../../shared/sending/interactive-messages';
import { buildMessage } from './message';

/** Meta, "Interactive messages": limits that WATI does not know or sets otherwise. */
const LONGEST_LIST_BODY = 4_096;
const LONGEST_BUTTON_ID = 256;
const LONGEST_ROW_ID = 200;

function headerPart(context: IExecuteSingleFunctions) {
	const header = readHeader(context);
	if (!header) return {};
	if (header.type === 'text') return { header };
	const { type, url, fileName } = header;
	const file = { link: url, ...(fileName ? { filename: fileName } : {}) };
	return { header: { type, [type]: file } };
}

function bodyPart(context: IExecuteSingleFunctions, longest: number) {
	return { body: { text: checkedText(context, 'bodyText', 'Body', longest, true) } };
}

function footerPart(context: IExecuteSingleFunctions) {
	const text = readFooter(context);
	return text ? { footer: { text } } : {};
}

/** One to three buttons; each answers with its ID (spec D, "Send Interactive Button Message"). */
export const buttonsMessage = buildMessage('interactive', (context) => ({
	type: 'button',
	...headerPart(context),
	...bodyPart(context, LONGEST.body),
	...footerPart(context),
	action: {
		buttons: readButtons(context, LONGEST_BUTTON_ID).map((reply) => ({ type: 'reply', reply })),
	},
}));

/** A list to choose from (spec D, "Send Interactive List Message"). */
export const listMessage = buildMessage('interactive', (context) => {
	const text = checkedText(context, 'headerText', 'Header Text', LONGEST.header, false);
	const button = checkedText(context, 'buttonText', 'Button Text', LONGEST.listButton, true);
	const sections = readSections(context, LONGEST_ROW_ID).map(({ title, rows }) => ({
		...(title ? { title } : {}),
		rows: rows.map(({ description, ...choice }) => ({
			...choice,
			...(description ? { description } : {}),
		})),
	}));
	return {
		type: 'list',
		...(text ? { header: { type: 'text', text } } : {}),
		...bodyPart(context, LONGEST_LIST_BODY),
		...footerPart(context),
		action: { button, sections },
	};
});

/** A button that opens a web page (Meta, "Interactive call-to-action URL button messages"). */
export const ctaUrlMessage = buildMessage('interactive', (context) => {
	const text = textParameter(context, 'buttonText');
	checkText('Button Text', text, LONGEST.button);
	const { href: url } = checkUrl('Button URL', textParameter(context, 'buttonUrl'));
	return {
		type: 'cta_url',
		...headerPart(context),
		...bodyPart(context, LONGEST.body),
		...footerPart(context),
		action: { name: 'cta_url', parameters: { display_text: text, url } },
	};
});
