import type { IExecuteSingleFunctions } from 'n8n-workflow';

import { isGraphId } from '../../services/meta/graph/graph-id';
import { momentNeeded } from '../../shared/parameters/date-time';
import { checkCount, InputError, readEntries, textParameter } from '../../shared/parameters/input';
import type { Step } from '../../shared/parameters/pre-send';

/** Meta, "Analytics" (2026-02-12): how each field calls its spans. */
const GRANULARITY: Record<string, Record<string, string>> = {
	analytics: { halfHour: 'HALF_HOUR', day: 'DAY', month: 'MONTH' },
	conversation_analytics: { halfHour: 'HALF_HOUR', day: 'DAILY', month: 'MONTHLY' },
	pricing_analytics: { halfHour: 'HALF_HOUR', day: 'DAILY', month: 'MONTHLY' },
};

/** What amounts are broken down by where nothing is chosen: one data point a span tells little. */
const DIMENSIONS: Record<string, string> = {
	conversation_analytics: '.dimensions(["CONVERSATION_CATEGORY"])',
	pricing_analytics: '.dimensions(["PRICING_CATEGORY","PRICING_TYPE"])',
};

const MOST_TEMPLATES = 10;

function readSpan(context: IExecuteSingleFunctions): { start: number; end: number } {
	const read = (name: string, label: string) =>
		Math.floor(Date.parse(momentNeeded(context, name, label)) / 1000);
	const [start, end] = [read('start', 'Start'), read('end', 'End')];
	if (start < end) return { start, end };
	throw new InputError("The time in 'End' is not after the one in 'Start'");
}

/** IDs of templates, of which Meta takes ten at once. */
function readTemplateIds(context: IExecuteSingleFunctions): string {
	const label = 'Template IDs';
	const ids = readEntries(context.getNodeParameter('templateIds', ''), label);
	const wrong = ids.find((id) => !isGraphId(id));
	if (wrong !== undefined) {
		throw new InputError(
			`The field '${label}' contains no ID: ${wrong.slice(0, 40)}`,
			'Enter the IDs of templates as Template: Get Many returns them.',
		);
	}
	checkCount(`field '${label}'`, ids.length, [1, MOST_TEMPLATES]);
	return `[${ids.join(',')}]`;
}

/** The question for counts: a field of the account with its filters, or for templates a list of its own. */
export const analyticsQuery: Step = function (options) {
	const kind = textParameter(this, 'analyticsOf');
	const { start, end } = readSpan(this);
	if (kind === 'template_analytics') {
		options.url = `${options.url}/template_analytics`;
		const template_ids = readTemplateIds(this);
		options.qs = { start, end, granularity: 'daily', template_ids };
		return options;
	}
	const span = GRANULARITY[kind]?.[textParameter(this, 'granularity')] ?? 'DAILY';
	const filters = `.start(${start}).end(${end}).granularity(${span})${DIMENSIONS[kind] ?? ''}`;
	options.qs = { fields: `${kind}${filters}` };
	return options;
};
