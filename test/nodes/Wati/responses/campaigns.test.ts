import {
	campaign,
	campaignRecipients,
	campaigns,
} from '../../../../nodes/Wati/responses/campaigns';
import { read, SIMPLE } from '../../read-items';

test('campaigns are simplified, one with its counters', async () => {
	const statistics = { total_sent: 2, rate: 1 };
	const found = { id: '1', name: 'n', total_read: 1, created: '2026-03-01T10:00:00.1234567Z' };
	const simple = { id: '1', name: 'n', created: '2026-03-01T10:00:00.123Z' };
	expect(await read(campaigns, { broadcasts: [found] })).toEqual([found]);
	expect(await read(campaigns, { broadcasts: [found] }, SIMPLE)).toEqual([simple]);
	expect(await read(campaign, { broadcast: found })).toEqual([found]);
	expect(await read(campaign, found, SIMPLE)).toEqual([{ ...simple, totalRead: 1 }]);
	expect(await read(campaign, { broadcast: { ...found, statistics } }, SIMPLE)).toEqual([
		{ ...simple, totalSent: 2 },
	]);
});

test('recipients have their number and values under the names of sends', async () => {
	const raw = {
		contact_phone: '+1415',
		contact_name: 'Ada',
		status: 'READ',
		failed_code: null,
		custom_params: [{ name: 'ordernumber', value: 'A-1' }],
		x: 1,
	};
	expect(await read(campaignRecipients, { recipients: [raw] })).toEqual([raw]);
	expect(await read(campaignRecipients, { recipients: [raw, { status: 'READ' }] }, SIMPLE)).toEqual(
		[
			{
				whatsappNumber: '1415',
				name: 'Ada',
				status: 'READ',
				failedCode: null,
				parameters: { ordernumber: 'A-1' },
			},
			{ whatsappNumber: null, status: 'READ' },
		],
	);
});
