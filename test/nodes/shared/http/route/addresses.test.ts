import { matonBaseUrl, matonControlUrl } from '../../../../../nodes/shared/http/route/addresses';

test.each([
	['https://api.maton.ai', 'https://api.maton.ai/wati', 'https://api.maton.ai'],
	['api.maton.ai/wati/', 'https://api.maton.ai/wati', 'https://api.maton.ai'],
	['  https://api.maton.ai// ', 'https://api.maton.ai/wati', 'https://api.maton.ai'],
	['https://api.maton.ai/whatsapp-business', 'https://api.maton.ai/wati', 'https://api.maton.ai'],
	[
		'https://api.maton.ai/wati/x',
		'https://api.maton.ai/wati/x/wati',
		'https://api.maton.ai/wati/x',
	],
	['gateway.maton.ai', 'https://gateway.maton.ai/wati', 'https://ctrl.maton.ai'],
	['https://ctrl.maton.ai', 'https://gateway.maton.ai/wati', 'https://ctrl.maton.ai'],
])('Maton at %p forwards at %p and is controlled at %p', (pasted, base, control) => {
	expect(matonBaseUrl(pasted, 'wati')).toBe(base);
	expect(matonControlUrl(pasted)).toBe(control);
});
