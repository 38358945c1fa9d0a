import type { MetaCodes } from './meta-code';

const AS_META_SAYS = "Correct the template as Meta's answer says.";

/** Numbers about templates and Flows: sending them, creating them, editing them. */
export const TEMPLATE_CODES: MetaCodes = {
	132000: {
		code: 'template-refused',
		meaning: 'The number of variables does not fit the template',
	},
	132001: {
		code: 'template-refused',
		meaning: 'There is no such template in this language, or it is not approved',
	},
	132005: { code: 'template-refused', meaning: 'The text with its variables is too long' },
	132007: { code: 'template-refused', meaning: 'The template violates a policy' },
	132012: { code: 'template-refused', meaning: 'A variable has the wrong format' },
	132015: {
		code: 'template-refused',
		meaning: 'The template is paused for low quality',
		advice: 'Edit the template in the WhatsApp Manager, or send another one.',
	},
	132016: {
		code: 'template-refused',
		meaning: 'The template is disabled for low quality',
		advice: 'Create a template with another text and send that one.',
	},
	132018: {
		code: 'template-refused',
		meaning: 'A variable contains characters that are not allowed',
	},
	132068: {
		code: 'template-refused',
		meaning: 'The Flow is blocked',
		advice: 'Correct the Flow in the WhatsApp Manager before sending it again.',
	},
	132069: {
		code: 'template-refused',
		meaning: 'The Flow is throttled: ten messages with it left in the last hour',
		advice: 'Correct the Flow in the WhatsApp Manager. Until then ten messages an hour may leave.',
	},
	134100: {
		code: 'template-refused',
		meaning: 'The Marketing Messages API takes marketing templates only',
		advice: 'Send this template by the Cloud API: remove the option Marketing Messages API.',
	},
	134101: {
		code: 'template-refused',
		meaning: 'The template is not ready for the Marketing Messages API yet',
		advice: 'Wait ten minutes after the template was created.',
		isRetriable: true,
	},
	134102: {
		code: 'template-refused',
		meaning: 'The template cannot be used with the Marketing Messages API',
		advice:
			'Check in the WhatsApp Manager that the account is admitted to the Marketing Messages API, or send by the Cloud API.',
	},
	// Beyond Meta's list, as accounts were answered (code, 2026).
	2388024: {
		code: 'template-refused',
		meaning: 'There is a template of this name in this language already',
		advice: 'Choose another name, or edit the template that is there.',
	},
	2388039: {
		code: 'template-refused',
		meaning: 'The template cannot be changed in its state',
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
		meaning: 'The header of the template is not as Meta wants it',
		advice: AS_META_SAYS,
	},
	2388072: {
		code: 'template-refused',
		meaning: 'The body of the template is not as Meta wants it',
		advice: AS_META_SAYS,
	},
	2388073: {
		code: 'template-refused',
		meaning: 'The footer of the template is not as Meta wants it',
		advice: AS_META_SAYS,
	},
	2388185: {
		code: 'not-allowed',
		meaning: 'The account may not create templates',
		advice: 'Look at the account in the WhatsApp Manager: Meta says there why.',
	},
	2388293: {
		code: 'template-refused',
		meaning: 'The template has too many variables for its length',
		advice: 'Write more text around the variables, or use fewer of them.',
	},
	2388299: {
		code: 'template-refused',
		meaning: 'The template begins or ends with a variable',
		advice: 'Put words before the first variable and after the last one.',
	},
};
