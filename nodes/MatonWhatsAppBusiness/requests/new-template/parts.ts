import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import {
	checkText,
	InputError,
	listParameter,
	textParameter,
} from '../../../shared/parameters/input';
import { placeholdersIn } from '../../../shared/templates/placeholders';
import { buildButtons } from './buttons';
import { buildCarousel } from './cards';
import { buildHeader } from './header';
import { buildBody, isNamed, LONGEST } from './texts';
import { isSwitchedOn, readSwitch } from '../../../shared/parameters/switches';

/** Meta, "Authentication templates". */
const MOST_MINUTES = 90;

/** Meta, "Limited-time offer templates" (2026): what an offer says, and its body. */
const LONGEST_OFFER = 16;
const LONGEST_OFFER_BODY = 600;

/**
 * The preset parts of an authentication template: Meta writes its words itself, and refuses others (Meta,
 * "Authentication templates", 2026).
 */
function authenticationParts(context: IExecuteSingleFunctions): IDataObject[] {
	const isSafe = isSwitchedOn(context.getNodeParameter('securityRecommendation', true));
	const minutes = Number(context.getNodeParameter('codeExpirationMinutes', 0));
	if (!Number.isInteger(minutes) || minutes < 0 || minutes > MOST_MINUTES) {
		throw new InputError(
			`The field 'Code Expiration Minutes' has the value ${minutes}, but WhatsApp allows 1 to ${MOST_MINUTES}`,
			'Enter whole minutes, or 0 to leave it out.',
		);
	}
	const text = textParameter(context, 'copyButtonText').trim();
	checkText('Copy Button Text', text, LONGEST.button, false);
	const button = { type: 'OTP', otp_type: 'COPY_CODE', ...(text ? { text } : {}) };
	return [
		{ type: 'BODY', ...(isSafe ? { add_security_recommendation: true } : {}) },
		...(minutes > 0 ? [{ type: 'FOOTER', code_expiration_minutes: minutes }] : []),
		{ type: 'BUTTONS', buttons: [button] },
	];
}

/** An offer that ends, whose end is given with each message. */
function buildOffer(context: IExecuteSingleFunctions): IDataObject[] {
	const label = 'Limited-Time Offer';
	const text = textParameter(context, 'options.offerText', label);
	checkText(label, text, LONGEST_OFFER, false);
	if (text === '') return [];
	return [{ type: 'LIMITED_TIME_OFFER', limited_time_offer: { text, has_expiration: true } }];
}

/** Header, body, footer, buttons and further parts as the form holds them. */
function writtenParts(context: IExecuteSingleFunctions): IDataObject[] {
	const footer = textParameter(context, 'footerText', 'Footer');
	checkText('Footer', footer, LONGEST.footer, false);
	const offer = buildOffer(context);
	if (offer.length > 0 && footer !== '') {
		throw new InputError(
			"A template with 'Limited-Time Offer' cannot have a footer",
			"Leave the field 'Footer' empty.",
		);
	}
	const asksToCall = readSwitch(context, 'options.callPermission');
	return [
		...buildHeader(context),
		buildBody(context, offer.length > 0 ? LONGEST_OFFER_BODY : undefined),
		...offer,
		...(footer ? [{ type: 'FOOTER', text: footer }] : []),
		...buildButtons(listParameter(context, 'templateButtons.button'), 'Buttons'),
		...buildCarousel(context),
		...(asksToCall ? [{ type: 'CALL_PERMISSION_REQUEST' }] : []),
	];
}

/** The parts of a template of a category, and how their variables are named. */
export function readParts(context: IExecuteSingleFunctions, category: string): IDataObject {
	const isPreset = category === 'AUTHENTICATION';
	const components = isPreset ? authenticationParts(context) : writtenParts(context);
	const texts = components.flatMap(({ text }) => placeholdersIn(String(text ?? '')));
	return { ...(isNamed(texts) ? { parameter_format: 'NAMED' } : {}), components };
}
