import type { MetaCodes } from './meta-code';

const AS_META_SAYS = "Correct the template as described in Meta's answer.";

/** Numbers about templates and Flows: sending them, creating them, editing them. */
export const TEMPLATE_CODES: MetaCodes = {
	132000: {
		code: 'template-refused',
		meaning: "The number of values does not match the template's variables",
	},
	132001: {
		code: 'template-refused',
		meaning: 'The template does not exist in this language or is not approved',
	},
	132005: { code: 'template-refused', meaning: 'The text with its variables is too long' },
	132007: { code: 'template-refused', meaning: 'The template violates a policy' },
	132012: { code: 'template-refused', meaning: 'A variable has the wrong format' },
	132015: {
		code: 'template-refused',
		meaning: 'The template is paused because of low quality',
		advice: 'Edit the template in the WhatsApp Manager, or send another one.',
	},
	132016: {
		code: 'template-refused',
		meaning: 'The template is disabled because of low quality',
		advice: 'Create a template with a different text and send that one.',
	},
	132018: {
		code: 'template-refused',
		meaning: 'A variable contains characters that are not allowed',
	},
	132068: {
		code: 'template-refused',
		meaning: 'The Flow is blocked',
		advice: 'Correct the Flow in the WhatsApp Manager before you send it again.',
	},
	132069: {
		code: 'template-refused',
		meaning: 'The Flow is throttled: ten messages with it were sent in the last hour',
		advice:
			'Correct the Flow in the WhatsApp Manager. Until then, Meta sends ten messages per hour.',
	},
	134100: {
		code: 'template-refused',
		meaning: 'The Marketing Messages API accepts only marketing templates',
		advice: 'Remove the option Marketing Messages API to send this template through the Cloud API.',
	},
	134101: {
		code: 'template-refused',
		meaning: 'The template is not ready for the Marketing Messages API yet',
		advice: 'Wait until ten minutes after you created the template.',
		isRetriable: true,
	},
	134102: {
		code: 'template-refused',
		meaning: 'The template cannot be used with the Marketing Messages API',
		advice:
			'Check in the WhatsApp Manager that the account can use the Marketing Messages API, or send through the Cloud API.',
	},
	// Beyond Meta's list, as accounts were answered (code, 2026).
	2388024: {
		code: 'template-refused',
		meaning: 'A template with this name already exists in this language',
		advice: 'Choose another name, or edit the existing template.',
	},
	2388039: {
		code: 'template-refused',
		meaning: 'The template cannot be changed in its current state',
		advice:
			'Wait until Meta has approved or rejected it. An approved template can be edited once a day and ten times a month.',
	},
	2388040: {
		code: 'template-refused',
		meaning: 'A part of the template is too long',
		advice: AS_META_SAYS,
	},
	2388047: {
		code: 'template-refused',
		meaning: "Meta does not accept the template's header",
		advice: AS_META_SAYS,
	},
	2388072: {
		code: 'template-refused',
		meaning: "Meta does not accept the template's body",
		advice: AS_META_SAYS,
	},
	2388073: {
		code: 'template-refused',
		meaning: "Meta does not accept the template's footer",
		advice: AS_META_SAYS,
	},
	2388185: {
		code: 'not-allowed',
		meaning: "The account can't create templates",
		advice: 'Open the account in the WhatsApp Manager, where Meta gives the reason.',
	},
	2388293: {
		code: 'template-refused',
		meaning: 'The template has too many variables for its length',
		advice: 'Write more text around the variables, or use fewer of them.',
	},
	2388299: {
		code: 'template-refused',
		meaning: 'The template begins or ends with a variable',
		advice: 'Add words before the first variable and after the last one.',
	},
};
