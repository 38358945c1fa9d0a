import {
	areNamed,
	isSameMessage,
	listMessages,
} from '../../../../../nodes/shared/waiting/question/quoted-message';

const wamid = (person: string, token: string) =>
	`wamid.${Buffer.from(`\x1d\x0b${person}\x15\x02\x00\x11\x18\x12${token}\x00`, 'latin1').toString('base64')}`;

const TOKEN = '776EA30D0AD578F66B';

test.each([
	['the same text', 'wamid.B1', 'wamid.B1', true],
	['another person in it', wamid('14155550101', TOKEN), wamid('US.13491208655302741918', TOKEN), true],
	['another message', wamid('14155550101', TOKEN), wamid('14155550101', '776EA30D0AD578F66C'), false],
	['IDs that cannot be read', 'wamid.B1', 'wamid.B2', false],
	['IDs of WATI', '66f0aa000000000000000060', '66f0aa000000000000000061', false],
])('%s', (_name, one, other, isSame) => expect(isSameMessage(one, other)).toBe(isSame));

test('a text of several messages is named when each of them is', () => {
	const named = { messageId: wamid('14155550101', TOKEN) };
	const parts = (...messages: object[]) => listMessages({ ...named, messages } as never);
	expect(areNamed(listMessages(named))).toBe(true);
	expect(areNamed(parts(named, named))).toBe(true);
	expect(areNamed(parts(named, { localMessageId: 'local' }))).toBe(false);
	expect(areNamed(listMessages({}))).toBe(false);
});
