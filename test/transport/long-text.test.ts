import { nodeError, type FailureText } from '../../nodes/shared/errors/node-error';
import { attemptLongText } from '../../nodes/Wati/operations/long-text';
import { NODE } from '../harness/node';

const PAGE = { page: { items: [] } };
const failed = (text: FailureText = {}) => ({ failure: nodeError(NODE, 'request-refused', text) });
const tooLong = (httpCode = '414') => failed({ httpCode });

/** Attempts a message whose tries end like this, and tells what was tried. */
async function attempt(
	ends: object[],
	change: object = {},
	qs: object | undefined = { messageText: 'Hi' },
) {
	const tries: object[] = [];
	const passage = {
		attempt: async (tried: object) => {
			tries.push(tried);
			return ends[tries.length - 1];
		},
	};
	const context = { getNode: () => NODE, getItemIndex: () => 2 };
	const options = { url: '/x', qs };
	const end = await attemptLongText(
		passage as never,
		{ options } as never,
		context as never,
		change,
	);
	return { end, tries };
}

test.each(['414', '431'])('after %s the text leaves once more, in the body alone', async (code) => {
	const change = { url: '/y', qs: { replyTo: 1 } };
	const { end, tries } = await attempt([tooLong(code), PAGE], change);
	expect(end).toBe(PAGE);
	const bare = { url: '/y', qs: { replyTo: 1, messageText: undefined } };
	expect(tries).toStrictEqual([change, bare]);
});

test.each<[string, object, object, object | undefined]>([
	['it was accepted', PAGE, {}, { messageText: 'Hi' }],
	['it was refused for another reason', failed({ httpCode: '400' }), {}, { messageText: 'Hi' }],
	['no answer came', failed(), {}, { messageText: 'Hi' }],
	['another request stands in its place', tooLong(), { instead: true }, { messageText: 'Hi' }],
	['the address held no text', tooLong(), {}, { caption: 'Hi' }],
])('nothing leaves a second time where %s', async (_what, first, change, qs) => {
	const { end, tries } = await attempt([first], change, qs);
	expect(end).toBe(first);
	expect(tries).toEqual([change]);
});

test('a request without a query is no text', async () => {
	const passage = { attempt: async () => tooLong() };
	const end = attemptLongText(passage as never, { options: {} } as never, {} as never, {});
	await expect(end).resolves.toMatchObject({ failure: { httpCode: '414' } });
});

test('where the body is not read, the text is too long', async () => {
	const { end } = await attempt([tooLong(), failed({ httpCode: '400', message: 'No text' })]);
	expect(end.failure).toMatchObject({
		message: "The text in 'Text' is too long for the address of the request",
		description:
			'WATI takes it from there, and not from the body of the request. Nothing was sent. Send the text in two messages: letters beyond the Latin ones take up to nine characters each. [Item 2]',
		httpCode: '414',
		context: { code: 'request-refused', itemIndex: 2 },
	});
});

test('another end of the second request is the end', async () => {
	const second = { failure: nodeError(NODE, 'outcome-unknown') };
	expect((await attempt([tooLong(), second])).end).toBe(second);
});
