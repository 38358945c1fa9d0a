import { exactly, listOf, oneOfWords, shape, text, upTo, type Read, type Schema } from './schema';

const PRODUCT = { messaging_product: oneOfWords('whatsapp') };

const VERTICALS =
	'OTHER AUTO BEAUTY APPAREL EDU ENTERTAIN EVENT_PLAN FINANCE GROCERY GOVT HOTEL HEALTH NONPROFIT PROF_SERVICES RETAIL TRAVEL RESTAURANT ALCOHOL ONLINE_GAMBLING PHYSICAL_GAMBLING OTC_DRUGS';

/** Bodies of all that is no message: files, receipts, blocked people, QR codes and the profile. */
export function describeAccount(read: Read): Record<string, Schema> {
	const code = { ...text, pattern: read('qrCodes', '^[A-Z2-7]{14}$', '^[A-Z0-9]{14}$') };
	const prefilled = { prefilled_message: upTo(140) };
	return {
		// The file itself is beside the fields of the form. Meta's page wants its type too ("Media", 2025).
		upload: shape({ ...PRODUCT, type: text }, 'messaging_product', 'type'),
		receipt: shape(
			{
				...PRODUCT,
				message_id: text,
				status: oneOfWords('read'),
				typing_indicator: exactly({ type: oneOfWords('text') }, 'type'),
			},
			'message_id',
			'messaging_product',
			'status',
		),
		// The BSUID of somebody without a number is of the page only (Meta, "Block users", 2026-06-26).
		blockedUsers: shape(
			{
				...PRODUCT,
				block_users: listOf(
					{
						oneOf: [exactly({ user: text }, 'user'), exactly({ user_id: text }, 'user_id')],
					},
					1,
				),
			},
			'messaging_product',
			'block_users',
		),
		newQrCode: exactly(
			{ ...prefilled, generate_qr_image: oneOfWords('PNG', 'SVG') },
			'prefilled_message',
		),
		changedQrCode: exactly({ code, ...prefilled }, 'code', 'prefilled_message'),
		profile: exactly(
			{
				...PRODUCT,
				about: upTo(139, 1),
				address: upTo(256),
				description: read('profileText', upTo(256), upTo(512)),
				email: { ...upTo(128), format: 'email' },
				profile_picture_handle: text,
				websites: listOf({ ...upTo(256), format: 'uri' }, 0, 2),
				vertical: oneOfWords(...VERTICALS.split(' '), ...read('verticals', [], ['NOT_A_BIZ'])),
			},
			'messaging_product',
		),
	};
}
