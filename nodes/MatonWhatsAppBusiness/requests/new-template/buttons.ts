import type { IDataObject } from 'n8n-workflow';

import { toFlow } from '../../../services/meta/graph/graph-id';
import { checkCount, checkText, checkUrl, readText } from '../../../shared/parameters/input';
import { toPhoneNumber } from '../../../shared/parameters/number-field';
import { LONGEST } from './texts';

const MOST_BUTTONS = 10;

type Row = (button: IDataObject, owner: string) => IDataObject;

/** The Flow that a button opens, by ID or name, and its first screen where that is named. */
function buildFlow({ flow, flowScreen }: IDataObject, owner: string): IDataObject {
	const given = readText(flow ?? '', `${owner}, Flow`).trim();
	checkText(`${owner}, Flow`, given, Infinity);
	const screen = readText(flowScreen ?? '', `${owner}, Screen`).trim();
	return {
		...toFlow(given),
		...(screen === '' ? {} : { flow_action: 'navigate', navigate_screen: screen }),
	};
}

/** The fields each kind of button has beside its text (Meta, "Template components", 2026). */
const BUTTONS: Record<string, Row> = {
	CATALOG: () => ({}),
	COPY_CODE: ({ example: code }, owner) => ({
		example: readText(code, `${owner}, Example`),
	}),
	FLOW: buildFlow,
	MPM: () => ({}),
	PHONE_NUMBER: ({ target }, owner) => {
		const number = toPhoneNumber(target, `${owner}, URL or Phone Number`);
		return { phone_number: `+${number}` };
	},
	QUICK_REPLY: () => ({}),
	SPM: () => ({}),
	URL: ({ target, example: full }, owner) => {
		const label = `${owner}, URL or Phone Number`;
		const address = readText(target, label).trim();
		checkUrl(label, address.replace(/\{\{1\}\}$/, ''));
		checkText(label, address, LONGEST.url);
		return {
			url: address,
			...(full ? { example: [readText(full, `${owner}, Example`)] } : {}),
		};
	},
	VOICE_CALL: () => ({}),
};

/**
 * Buttons of a template or of one of its cards.
 *
 * @param label of their field
 * @throws InputError
 */
export function buildButtons(rows: IDataObject[], label: string): IDataObject[] {
	if (rows.length === 0) return [];
	checkCount(`field '${label}'`, rows.length, [0, MOST_BUTTONS]);
	const buttons = rows.map((row, place) => {
		const type = String(row.type ?? 'QUICK_REPLY');
		const owner = `${label} ${place + 1}`;
		const text = readText(row.text, `${owner}, Text`);
		// The text of a button that copies is Meta's own.
		if (type === 'COPY_CODE') return { type, ...BUTTONS[type]!(row, owner) };
		checkText(`${owner}, Text`, text, LONGEST.button);
		return { type, text, ...BUTTONS[type]?.(row, owner) };
	});
	return [{ type: 'BUTTONS', buttons }];
}
