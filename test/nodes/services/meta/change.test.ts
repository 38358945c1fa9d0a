import { readFacts } from '../../../../nodes/services/meta/facts';
import { normalizeFact } from '../../../../nodes/services/meta/normalize';
import type { Payload } from '../../../../nodes/shared/webhooks/payload';
import { casesIn } from '../../../harness/cases';
import { ADA, BEN } from '../../../whatsapp-business-trigger/payloads';

const CASES = new Map(casesIn<{ payload: Payload }>('meta/webhooks'));

const eventsIn = (changes: object[]) =>
	readFacts({
		object: 'whatsapp_business_account',
		entry: [{ id: '1', time: 1_795_169_656, changes }],
	}).map(normalizeFact);

const changeOf = (field: string, value: object) => eventsIn([{ field, value }])[0]!.change;

describe('what changed, in the published cases', () => {
	test.each<[string, object]>([
		[
			'account-alerts',
			{ what: 'OBA_APPROVED', detail: 'Your Official Business Account request was approved.' },
		],
		['account-settings-update', { what: '[phone_number_settings]' }],
		['business-capability', { what: 'business_capability_update', to: '2000' }],
		[
			'handover',
			{ what: 'control_passed', from: 'meta_business_agent', reason: 'customer_request' },
		],
		['phone-number-limit-since-february', { what: 'UPGRADE', from: 'TIER_2K', to: 'TIER_10K' }],
		['system-message', { what: 'user_changed_number', from: '16505551234', to: '12195555358' }],
		['template-category-impending', { from: 'UTILITY', to: 'MARKETING' }],
		[
			'template-status-update-rejected',
			{ to: 'REJECTED', reason: 'INVALID_FORMAT', detail: expect.stringContaining('Separate') },
		],
		['user-marketing-preferences-resume', { what: 'marketing_messages', to: 'resume' }],
		[
			'group-create-message',
			{ what: 'group_create', to: 'your-group-subject', detail: 'your-group-description' },
		],
	])('%s', (name, wanted) => {
		const { payload } = CASES.get(`${name}.json`) ?? CASES.get(name)!;
		expect(readFacts(payload).map((fact) => normalizeFact(fact).change)).toMatchObject([wanted]);
	});
});

test.each<[string, object, object]>([
	[
		'flows',
		{
			event: 'FLOW_STATUS_CHANGE',
			message: 'Flow 1',
			flow_id: '9',
			old_status: 'DRAFT',
			new_status: 'PUBLISHED',
		},
		{ what: 'FLOW_STATUS_CHANGE', from: 'DRAFT', to: 'PUBLISHED', detail: 'Flow 1' },
	],
	[
		'phone_number_name_update',
		{ decision: 'REJECTED', requested_verified_name: 'Shop', rejection_reason: 'NAME_FORMAT' },
		{
			what: 'phone_number_name_update',
			from: null,
			to: 'REJECTED',
			reason: 'NAME_FORMAT',
			detail: null,
		},
	],
	[
		'account_update',
		{
			event: 'ACCOUNT_RESTRICTION',
			restriction_info: [{ restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING' }],
		},
		{
			what: 'ACCOUNT_RESTRICTION',
			from: null,
			to: 'ACCOUNT_RESTRICTION',
			reason: null,
			detail: 'RESTRICTED_BIZ_INITIATED_MESSAGING',
		},
	],
	['messages', { errors: [{ code: 1 }] }, { toString: expect.anything() }],
])('a change of %s', (field, value, wanted) => {
	if (field === 'messages') expect(changeOf(field, value)).toBeNull();
	else expect(changeOf(field, value)).toMatchObject(wanted);
});

test('a new BSUID comes with the one before, and names the customer', () => {
	const [event] = eventsIn([
		{
			field: 'user_id_update',
			value: {
				contacts: [{ profile: { name: 'Ada' }, wa_id: ADA }],
				user_id_update: [
					{ wa_id: ADA, user_id: { previous: 'US.1', current: 'US.2' }, timestamp: '1795169656' },
				],
			},
		},
	]);
	expect(event).toMatchObject({
		event: 'userIdUpdate',
		whatsappNumber: ADA,
		bsuid: 'US.2',
		change: { what: 'user_id', from: 'US.1', to: 'US.2' },
		timestamp: '2026-11-20T10:14:16.000Z',
	});
});

describe('keys of facts', () => {
	const statuses = (more: object[]) =>
		eventsIn([
			{
				field: 'messages',
				value: {
					statuses: more.map((one) => ({
						id: 'wamid.G',
						status: 'read',
						recipient_type: 'group',
						recipient_id: 'group-1',
						...one,
					})),
				},
			},
		]).map(({ dedupeKey }) => dedupeKey);

	test('of readers of a group differ, also where Meta names none of them', () => {
		const keys = statuses([
			{ recipient_participant_id: ADA },
			{ recipient_participant_id: BEN },
			{ timestamp: '1795169656' },
			{ timestamp: '1795169657' },
		]);
		expect(new Set(keys).size).toBe(4);
		expect(statuses([{ timestamp: '1795169656' }])).toEqual([keys[2]]);
	});

	test('of a file of the past and of its placeholder differ', () => {
		const past = (type: string) =>
			eventsIn([
				{ field: 'history', value: { messages: [{ id: 'wamid.H', from: ADA, type, [type]: {} }] } },
			])[0]!.dedupeKey;
		expect(past('media_placeholder')).not.toBe(past('image'));
	});

	test('of each group of a change, and of each action, differ', () => {
		const groups = eventsIn([
			{
				field: 'group_participants_update',
				value: {
					groups: [
						{ group_id: 'g1', type: 'group_participants_add', timestamp: '1795169656' },
						{ group_id: 'g2', type: 'group_participants_add', timestamp: '1795169656' },
					],
				},
			},
		]);
		expect(groups.map(({ event, groupId }) => [event, groupId])).toEqual([
			['groupParticipantsUpdate', 'g1'],
			['groupParticipantsUpdate', 'g2'],
		]);
		expect(new Set(groups.map(({ dedupeKey }) => dedupeKey)).size).toBe(2);
	});
});

test('statuses to those who stand by are statuses, and raw holds them where they came', () => {
	const status = { id: 'wamid.S', status: 'delivered', recipient_id: ADA, timestamp: '1795169656' };
	const [event] = eventsIn([{ field: 'standby', value: { standby: { statuses: [status] } } }]);
	expect(event).toMatchObject({
		event: 'messageDelivered',
		kind: 'status',
		raw: { field: 'standby', value: { standby: { statuses: [status] } } },
	});
});
