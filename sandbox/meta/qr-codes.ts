import type { Answer } from '../http/exchange';
import type { QrCode } from '../state/business/shapes';
import { getPhone, type MetaCall, type MetaRoute } from './call';
import { parameterRequired, unknownObject } from './errors';
import { jsonBody, notValid, textWithin } from './inputs';

const PATTERN = '/{version}/{phoneNumberId}/message_qrdls';
const LONGEST = 140;
const MOST_CODES = 2_000;

/** Meta, "QR codes and short links" (2026-05-21) and its OpenAPI, v23.0: a change is posted to the list, with its code. */
export const qrCodeRoutes: MetaRoute[] = [
	{ method: 'POST', pattern: PATTERN, handle: createOrUpdate },
	{ method: 'GET', pattern: PATTERN, handle: listCodes },
	{ method: 'GET', pattern: `${PATTERN}/{code}`, handle: getCode },
	{ method: 'DELETE', pattern: `${PATTERN}/{code}`, handle: deleteCode },
];

const toShape = ({ code, message }: QrCode) => ({
	code,
	prefilled_message: message,
	deep_link_url: `https://wa.me/message/${code}`,
});

const toImage = (code: string, format: string) => ({
	qr_image_url: `https://scontent.example.com/qr/${code}.${format.toLowerCase()}`,
});

function find(call: MetaCall, code: string): QrCode {
	const found = getPhone(call).qrCodes.find((one) => one.code === code);
	if (!found) throw unknownObject(call.request.method, code);
	return found;
}

function createOrUpdate(call: MetaCall): Answer {
	const phone = getPhone(call);
	const body = jsonBody(call.request);
	const message = textWithin(body.prefilled_message, 'prefilled_message', LONGEST);
	if (typeof body.code === 'string') {
		const known = find(call, body.code);
		call.tookEffect();
		known.message = message;
		return { status: 200, json: toShape(known) };
	}
	const format = body.generate_qr_image;
	if (format === undefined) throw parameterRequired('generate_qr_image');
	if (format !== 'PNG' && format !== 'SVG') throw notValid('generate_qr_image is PNG or SVG');
	if (phone.qrCodes.length >= MOST_CODES) throw notValid('The number has 2,000 QR codes already');
	call.tookEffect();
	const created = { code: call.account.ids.digits().slice(-14), message };
	phone.qrCodes.push(created);
	return { status: 200, json: { ...toShape(created), ...toImage(created.code, format) } };
}

function listCodes(call: MetaCall): Answer {
	return { status: 200, json: { data: getPhone(call).qrCodes.map(toShape) } };
}

/** A picture comes only where it is asked for. */
function getCode(call: MetaCall): Answer {
	const found = find(call, call.params.code ?? '');
	const wanted = /qr_image_url\.format\((PNG|SVG)\)/.exec(call.request.query.get('fields') ?? '');
	const image = wanted ? toImage(found.code, wanted[1]!) : {};
	return { status: 200, json: { data: [{ ...toShape(found), ...image }] } };
}

function deleteCode(call: MetaCall): Answer {
	const found = find(call, call.params.code ?? '');
	const { qrCodes } = getPhone(call);
	call.tookEffect();
	qrCodes.splice(qrCodes.indexOf(found), 1);
	return { status: 200, json: { success: true } };
}
