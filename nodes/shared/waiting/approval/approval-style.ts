import type { INodeExecutionData } from 'n8n-workflow';

import { InputError, textParameter, type ParameterSource } from '../../parameters/input';
import { isLeftOut, toReplyItem, type Question, type QuestionStyle } from '../question/question';
import { normalizeText } from '../question/answer-rule';
import { LINK } from './approval-fields';
import { readDecision, type ApprovalLabels } from './approval-words';

function readLabels(context: ParameterSource): ApprovalLabels {
	return {
		approve: textParameter(context, 'approveLabel', 'Approve Button').trim(),
		decline: textParameter(context, 'declineLabel', 'Decline Button').trim(),
	};
}

/** @throws InputError when nobody could tell the buttons apart */
function checkLabels({ approve, decline }: ApprovalLabels): void {
	if (normalizeText(approve) !== normalizeText(decline)) return;
	throw new InputError(
		"The fields 'Approve Button' and 'Decline Button' contain the same text",
		'Give each button its own text.',
	);
}

/** The request as a question with two buttons, to which any message is the answer. */
const QUESTION_FIELDS: QuestionStyle['fields'] = {
	bodyText: (own) => textParameter(own, 'message', 'Message'),
	headerType: () => 'none',
	footerText: () => '',
	'buttons.button': (own) => {
		const { approve, decline } = readLabels(own);
		return [{ text: approve }, { text: decline }];
	},
	acceptedAnswers: (own) => {
		checkLabels(readLabels(own));
		return 'any';
	},
	mostTries: () => 0,
	askAgainText: () => '',
};

/** The decision beside what the reply holds, as n8n's own approvals give it out and its agents read it. */
function toDecisionItem(context: ParameterSource, question: Question): INodeExecutionData {
	const item = toReplyItem(question);
	if (question.state === 'failed' && !isLeftOut(item.json)) return item;
	const given = question.right.at(-1)?.text ?? null;
	const { approved, words } = question.decision ?? readDecision(given, readLabels(context));
	return {
		...item,
		json: {
			approved,
			...(words === null ? {} : { chatInput: words }),
			data: { approved },
			...item.json,
		},
	};
}

/** The page of a request that goes out as a link: on choice, or because nobody would hear a tapped button. */
const toPage: QuestionStyle['toPage'] = (context, isHeard) => {
	const type = textParameter(context, 'messageType');
	if (type !== LINK && (type !== 'buttons' || isHeard)) return undefined;
	return { message: textParameter(context, 'message', 'Message'), labels: readLabels(context) };
};

/** Asks for the first item alone, as n8n's own nodes do. */
export const approvalStyle: QuestionStyle = {
	mostItems: 1,
	fields: QUESTION_FIELDS,
	toPage,
	toOutputs: (routed, questions) => [
		questions.map((question) => toDecisionItem(routed.item(question.item), question)),
	],
};
