import type { INodeExecutionData } from 'n8n-workflow';

import { textParameter, type ParameterSource } from '../../parameters/input';
import { toReplyItem, type Question, type QuestionStyle } from '../question/question';
import { readDecision, type ApprovalLabels } from './approval-words';

function readLabels(context: ParameterSource): ApprovalLabels {
	return {
		approve: textParameter(context, 'approveLabel', 'Approve Button').trim(),
		decline: textParameter(context, 'declineLabel', 'Decline Button').trim(),
	};
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
	acceptedAnswers: () => 'any',
	mostTries: () => 0,
	askAgainText: () => '',
};

/** The decision beside what the reply holds, as n8n's own approvals give it out and its agents read it. */
function toDecisionItem(context: ParameterSource, question: Question): INodeExecutionData {
	const item = toReplyItem(question);
	if (question.state === 'failed' && item.json.accepted !== false) return item;
	const given = question.right.at(-1)?.text ?? null;
	const { approved, words } = readDecision(given, readLabels(context));
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

/** Asks for the first item alone, as n8n's own nodes do. */
export const approvalStyle: QuestionStyle = {
	mostItems: 1,
	fields: QUESTION_FIELDS,
	toOutputs: (routed, questions) => [
		questions.map((question) => toDecisionItem(routed.item(question.item), question)),
	],
};
