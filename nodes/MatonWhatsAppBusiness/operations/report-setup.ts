import { getErrorCode } from '../../shared/errors/node-error';
import { fetchBeside } from '../../shared/http/beside/fetch-beside';
import { failedRow, row, type SetupCheck } from '../../shared/http/beside/setup-check';
import { createResult } from '../../shared/http/local-result';
import type { OperationInterceptor } from '../../shared/http/pipeline';
import { metaWaitingNode } from '../../services/meta/waiting-node';
import { checkPauses } from '../../shared/waiting/triggers/check-pauses';
import { isObject } from '../../shared/parameters/json';
import { fillOwnPath } from '../requests/own-path';
import { readGraphVersion } from '../requests/graph-path';
import { graphVersionRow, qualityRow, registrationRow } from '../responses/setup-check';

const UNKNOWN = 'Meta returned nothing about the number';

/** What a number can do, one item for each check in a fixed order. It only reads, with one call. */
export const reportMetaSetup: OperationInterceptor = async ({ session }) => {
	const { context } = session;
	const path = await fillOwnPath(context, session.shaped, '/{version}/{phoneNumberId}');
	const { body, failure } = await fetchBeside(session, path, {});
	if (getErrorCode(failure) === 'cancelled') throw failure!;
	const phone = isObject(body) ? body : {};
	const name = [phone.display_phone_number, phone.verified_name].filter((text) => text).join(', ');
	const ofNumber: SetupCheck[] = failure
		? [
				failedRow('access', failure),
				row('registration', 'unknown', UNKNOWN),
				row('quality', 'unknown', UNKNOWN),
			]
		: [row('access', 'ok', `Meta answers for ${name}`), registrationRow(phone), qualityRow(phone)];
	return createResult([
		...ofNumber,
		graphVersionRow(readGraphVersion(context), Date.now()),
		await checkPauses(session, metaWaitingNode),
	]);
};
