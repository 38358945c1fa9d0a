import { nodeError, type FailureText } from '../../../../nodes/shared/errors/node-error';
import type { SendResult } from '../../../../nodes/shared/http/pipeline';
import { sendLongText } from '../../../../nodes/Wati/operations/send-text';
import { wati } from '../../../../nodes/Wati/service';
import { NODE } from '../../../harness/node';

const PAGE = { page: { items: [] } };
const failed = (text: FailureText = {}) => ({ failure: nodeError(NODE, 'request-refused', text) });
const tooLong = (httpCode = '414') => failed({ httpCode });

/** Sends a message whose tries end like this, and tells the queries that were tried. */
async function send(ends: object[], qs: object | undefined = { messageText: 'Hi' }) {
	const tries: unknown[] = [];
	const context = {
		getNode: () => NODE,
		getItemIndex: () => 2,
		getNodeParameter: () => '',
	};
	const session = { context, route: { service: wati, apiUrl: 'https://x' }, shaped: {} };
	const request = { session, options: { url: '/y', qs } };
	const end = await sendLongText(request as never, async ({ options }) => {
		tries.push([options.url, options.qs]);
		return ends[tries.length - 1] as SendResult;
	});
	return { end, tries };
}

test.each(['414', '431'])('after %s the text leaves once more, in the body alone', async (code) => {
	const qs = { messageText: 'Hi', replyTo: 1 };
	const { end, tries } = await send([tooLong(code), PAGE], qs);
	expect(end).toBe(PAGE);
	expect(tries).toStrictEqual([
		['/y', qs],
		['/y', { messageText: undefined, replyTo: 1 }],
	]);
});

test.each<[string, object, object]>([
	['it was accepted', PAGE, { messageText: 'Hi' }],
	['it was refused for another reason', failed({ httpCode: '400' }), { messageText: 'Hi' }],
	['no answer came', failed(), { messageText: 'Hi' }],
	['a template stands in its place', tooLong(), { whatsappNumber: '14155550101' }],
	['the address held no text', tooLong(), { caption: 'Hi' }],
])('nothing leaves a second time where %s', async (_what, first, qs) => {
	const { end, tries } = await send([first], qs);
	expect(end).toBe(first);
	expect(tries).toEqual([['/y', qs]]);
});

test('a request without a query is no text', async () => {
	const request = { options: {} } as never;
	const end = sendLongText(request, async () => tooLong());
	await expect(end).resolves.toMatchObject({ failure: { httpCode: '414' } });
});

test('where the body is not read, the text is too long', async () => {
	const { end } = await send([tooLong(), failed({ httpCode: '400', message: 'No text' })]);
	expect(end.failure).toMatchObject({
		message: "The text in 'Text' is too long for the URL of the request",
		description:
			'WATI reads the text from the URL, not from the body. Nothing was sent. Send the text in two messages: each non-Latin letter takes up to nine characters of the URL. [Item 2]',
		httpCode: '414',
		context: { code: 'request-refused', itemIndex: 2 },
	});
});

test('another end of the second request is the end', async () => {
	const second = { failure: nodeError(NODE, 'outcome-unknown') };
	expect((await send([tooLong(), second])).end).toBe(second);
});
