import { metaWaitingNode } from '../../services/meta/waiting-node';
import { isGroupId } from '../../shared/parameters/phone-number/person';
import type { OptOutCheck, RequestSession } from '../../shared/http/pipeline';
import { askTriggers, tellTriggers } from '../../shared/waiting/triggers/ask-opt-outs';
import { hashPerson, hearFromSend, isOptedOut } from '../../shared/webhooks/memory/opt-outs';
import { getSendingNumber } from '../requests/outgoing';

function getBusinessNumber({ shaped }: RequestSession): string {
	return getSendingNumber(shaped) ?? '';
}

/**
 * Who opted out, as the triggers of this n8n and earlier sends heard: Meta tells nobody who asks. People opt out, groups do
 * not: who wants no more leaves the group.
 */
export const optOutCheck: OptOutCheck = {
	async hasOptedOut(session, person) {
		if (isGroupId(person)) return false;
		const { optOuts } = session.run;
		const hash = hashPerson(getBusinessNumber(session), person);
		const known = optOuts.get(hash);
		if (known) return await known;
		const shared = session.context.getWorkflowStaticData('global');
		const told = askTriggers(session, metaWaitingNode, person, hash);
		if (told === undefined) return isOptedOut(hash, [shared]);
		const isOut = told.then((answers) => isOptedOut(hash, [shared, ...answers]));
		optOuts.set(hash, isOut);
		// Who could not be asked is asked again in the next try.
		isOut.catch(() => optOuts.delete(hash));
		return await isOut;
	},
	async remember(session, person) {
		if (isGroupId(person)) return;
		const account = getBusinessNumber(session);
		const hash = hashPerson(account, person);
		hearFromSend({ account, people: [person], isOut: true, at: Date.now() });
		session.run.optOuts.set(hash, Promise.resolve(true));
		await tellTriggers(session, metaWaitingNode, hash);
	},
};
