import { toEndpointName } from '../../../nodes/Wati/endpoint-name';

test.each([
	['/api/v1/sendSessionMessage/14155550101', 'POST /api/v1/sendSessionMessage'],
	['/api/v2/whatsApp/messages/file', 'POST /api/v2/whatsApp/messages'],
	['/x/api/v1/sendSessionMessage', 'POST /x'],
	['/connections/abc', 'POST /connections'],
	['', 'POST /'],
	['/api/ext/v3/contacts/14155550101/tags/VIP', 'POST /api/ext/v3/contacts/tags'],
	['/api/ext/v3/conversations/a1/messages-x', 'POST /api/ext/v3/conversations/messages-x'],
	['/api/ext/v3/conversations/64ab/messages', 'POST /api/ext/v3/conversations/messages'],
	['/api/ext/v3', 'POST /api/ext/v3'],
])('%s is counted as %s', (path, name) => expect(toEndpointName('POST', path)).toBe(name));
