import { checkText, checkUrl, textParameter } from '../../../shared/parameters/input';
import {
	checkedText,
	LONGEST,
	readButtons,
	readSections,
} from '../../../shared/sending/interactive-messages';
import { buildMessage } from '../message';
import { buildBody, buildFooter, buildHeader, buildTextHeader } from './parts';

/** Meta, "Interactive messages": limits that WATI does not know or sets otherwise. */
const LONGEST_LIST_BODY = 4_096;
const LONGEST_BUTTON_ID = 256;
const LONGEST_ROW_ID = 200;

/** One to three buttons; each answers with its ID (spec D, "Send Interactive Button Message"). */
export const buttonsMessage = buildMessage('interactive', (context) => ({
	type: 'button',
	...buildHeader(context),
	...buildBody(context),
	...buildFooter(context),
	action: {
		buttons: readButtons(context, LONGEST_BUTTON_ID).map((reply) => ({ type: 'reply', reply })),
	},
}));

/** A list to choose from (spec D, "Send Interactive List Message"). */
export const listMessage = buildMessage('interactive', (context) => {
	const header = buildTextHeader(context);
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
		...header,
		...buildBody(context, LONGEST_LIST_BODY),
		...buildFooter(context),
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
		...buildHeader(context),
		...buildBody(context),
		...buildFooter(context),
		action: { name: 'cta_url', parameters: { display_text: text, url } },
	};
});
