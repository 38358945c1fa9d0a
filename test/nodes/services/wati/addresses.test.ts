import { watiBaseUrl, watiRootUrl, watiV3BaseUrl } from '../../../../nodes/services/wati/addresses';

test.each([
	['https://live.example.com/123456', 'https://live.example.com/123456'],
	['  live.example.com/123456// ', 'https://live.example.com/123456'],
	['http://live.example.com/123456/api/v1', 'http://live.example.com/123456'],
	['https://live.example.com/1/API/V2/getContacts', 'https://live.example.com/1'],
	['https://live.example.com//api/ext/v3/contacts', 'https://live.example.com'],
	['https://live.example.com/api/v1x', 'https://live.example.com/api/v1x'],
	['git+ssh.x-1://live.example.com', 'git+ssh.x-1://live.example.com'],
	['1http://live.example.com', 'https://1http://live.example.com'],
])('WATI at %p is at %p', (pasted, base) => expect(watiBaseUrl(pasted)).toBe(base));

test('v3 lives at the root of the host', () => {
	expect(watiRootUrl('https://live.example.com/123/')).toBe('https://live.example.com');
	expect(watiRootUrl('https://live.example.com/123/x')).toBe('https://live.example.com/123/x');
	expect(watiV3BaseUrl('live.example.com/1')).toBe('https://live.example.com/api/ext/v3');
});
