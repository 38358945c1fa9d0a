import { checkText, textParameter, type ParameterSource } from '../../shared/parameters/input';
import type { Step } from '../../shared/parameters/pre-send';
import { recordId } from '../../shared/parameters/record-id';

/** Meta, "QR codes and short links" (2025-10-31). */
const LONGEST_MESSAGE = 140;

function readMessage(context: ParameterSource): string {
	const text = textParameter(context, 'prefilledMessage', 'Prefilled Message');
	checkText('Prefilled Message', text, LONGEST_MESSAGE);
	return text;
}

/** Body of a new code. */
export const newQrCode: Step = function (options) {
	options.body = {
		prefilled_message: readMessage(this),
		generate_qr_image: textParameter(this, 'imageFormat') || 'SVG',
	};
	return options;
};

/**
 * Another text behind a code, whose address stays. It is posted where codes are created, with the code in the body (Meta's
 * OpenAPI, business-messaging-api v23.0, "Create or Update Message QR Code", read on 2026-11-28; clients that put the
 * code into the path are older).
 */
export const changedQrCode: Step = function (options) {
	options.body = {
		code: recordId(this, 'qrCode', 'QR Code'),
		prefilled_message: readMessage(this),
	};
	return options;
};

/** Asks for the picture too, in the chosen format: without it Meta leaves the picture out. */
export const imageInAnswer: Step = function (options) {
	const format = textParameter(this, 'imageFormat') || 'SVG';
	const fields = `code,prefilled_message,deep_link_url,qr_image_url.format(${format})`;
	options.qs = { ...options.qs, fields };
	return options;
};
