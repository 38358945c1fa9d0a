import { nodeError } from '../../../shared/errors/node-error';
import { lookUpWrite } from '../../../shared/http/interceptors/idempotency';
import type {
	OperationInterceptor,
	RequestSession,
	SendResult,
} from '../../../shared/http/pipeline';
import { changeRequest } from '../../../shared/http/request-session';
import { isOptOutRespected } from '../../../shared/sending/opt-out';
import { readSheetWithout } from '../../requests/template/recipients-csv';
import type { BadRow, LeftOutReasons } from '../../requests/template/contact-sheet';
import { findLeftOut, type LeftOut } from './leave-out';

/** What is said of a row that was left out to be safe. */
const toUnread = (problem: string) => ({
	problem: `left out, because the node could not find out whether this person opted out: ${problem}`,
});

function toReasons({ out, unread }: LeftOut): LeftOutReasons {
	return new Map([
		...[...out].map((person) => [person, { problem: 'opted out', optedOut: true }] as const),
		...[...unread].map(([person, { failure }]) => [person, toUnread(failure!.message)] as const),
	]);
}

/** What is said where nobody of the file is left. */
async function sendNothing({ context }: RequestSession, left: LeftOut): Promise<SendResult> {
	const { out, unread } = left;
	const itemIndex = context.getItemIndex();
	const [unknown] = unread.values();
	if (unknown) {
		const { code, ...text } = unknown.failure!;
		return { failure: nodeError(context.getNode(), code, { ...text, itemIndex }) };
	}
	const { leftOut } = await readSheetWithout(context, toReasons(left));
	const people = out.size === 1 ? 'The only person' : `All ${out.size} people`;
	const reason = `${people} in the file opted out, so nothing was sent`;
	const code = 'recipient-opted-out';
	const rows = { optedOutRows: out.size, leftOut };
	if (context.continueOnFail()) {
		const details = { optedOut: true, ...rows };
		return { failure: nodeError(context.getNode(), code, { message: reason, itemIndex, details }) };
	}
	const json = { accepted: false, optedOut: true, ...rows, code, reason };
	const answer = { statusCode: 0, headers: {}, body: undefined };
	return { page: { answer, items: [{ json }], isLeftOut: true } };
}

function addRows({ page }: SendResult, leftOut: BadRow[]): void {
	const optedOutRows = leftOut.filter(({ optedOut }) => optedOut === true).length;
	for (const { json } of page?.items ?? []) Object.assign(json, { leftOut, optedOutRows });
}

/**
 * Takes the rows of people who opted out from a CSV file before it leaves, where the user wants that, and of those of whom that cannot be
 * found out. The request stays the one of the whole file, so that a second try does not send it again because somebody opted out meanwhile.
 */
export const leaveOutOfCsv: OperationInterceptor = async (request, next) => {
	const { session, options, lazyBody } = request;
	if (!isOptOutRespected(session, options) || !lazyBody || lookUpWrite(request)) {
		return await next(request);
	}
	const { recipients } = session.route.service.describeSend(options, session.shaped);
	const people = recipients.map(({ whatsappNumber }) => whatsappNumber);
	const left = await findLeftOut(request, people);
	const reasons = toReasons(left);
	if (reasons.size === 0) return await next(request);
	if (reasons.size === people.length) return await sendNothing(session, left);
	let rows: BadRow[] = [];
	const read = async () => {
		const { body, leftOut } = await readSheetWithout(session.context, reasons);
		rows = leftOut;
		return body;
	};
	const result = await next(changeRequest(request, { lazyBody: { ...lazyBody, read } }));
	addRows(result, rows);
	return result;
};
