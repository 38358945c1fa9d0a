import type { IDataObject } from 'n8n-workflow';

import { writeCount } from '../../shared/formatting/write-count';
import { row, type SetupCheck } from '../../shared/http/beside/setup-check';
import { findGraphVersion, GRAPH_VERSIONS } from '../../services/meta/graph/graph-versions';

const DAY_MS = 86_400_000;
const WARN_DAYS = 90;

/** Whether a version is about to end, or has ended. `now` is in milliseconds since 1970. */
export function graphVersionRow(name: string, now: number): SetupCheck {
	const check = 'graphVersion';
	const newest = GRAPH_VERSIONS[0]!.name;
	const version = findGraphVersion(name);
	if (!version) {
		const isNewer = Number(name.slice(1)) > Number(newest.slice(1));
		return isNewer
			? row(check, 'unknown', `${name} is newer than this version of the package`)
			: row(
					check,
					'failed',
					`${name} has ended, and Meta answers by a later version`,
					`Set Options → Graph API Version to ${newest}.`,
				);
	}
	if (version.until === null) return row(check, 'ok', `${name} has no end yet`);
	const days = Math.ceil((Date.parse(version.until) - now) / DAY_MS);
	if (days > WARN_DAYS) return row(check, 'ok', `${name} ends on ${version.until}`);
	const when = days > 0 ? `ends in ${writeCount(days, 'day')}, on ${version.until}` : `ended on ${version.until}`;
	return row(
		check,
		days > 0 ? 'warning' : 'failed',
		`${name} ${when}; after that Meta answers by a later version`,
		`Set Options → Graph API Version to ${newest}, or replace the node with a new one, and test the workflow.`,
	);
}

/** Whether a number can send by the Cloud API (Meta, "Phone numbers": `platform_type`). */
export function registrationRow({ platform_type: platform }: IDataObject): SetupCheck {
	const check = 'registration';
	if (platform === 'CLOUD_API')
		return row(check, 'ok', 'The number is registered for the Cloud API');
	if (platform === undefined)
		return row(check, 'unknown', 'Meta does not say where it is registered');
	return row(
		check,
		'failed',
		'The number is not registered for the Cloud API',
		'Register the number in the WhatsApp Manager before you send from it.',
	);
}

/** How people take the messages of a number (Meta, "Phone numbers": `quality_rating`). */
export function qualityRow({ quality_rating: quality }: IDataObject): SetupCheck {
	const check = 'quality';
	if (quality === 'GREEN') return row(check, 'ok', 'The quality of the number is high');
	if (quality !== 'YELLOW' && quality !== 'RED') {
		return row(check, 'unknown', 'Meta has not rated the number yet');
	}
	return row(
		check,
		'warning',
		`The quality of the number is ${quality === 'RED' ? 'low' : 'medium'}`,
		'Many people blocked or reported the number: look at it in the WhatsApp Manager before sending more.',
	);
}
