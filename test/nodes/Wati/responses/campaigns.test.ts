import {
	campaign,
	campaignRecipients,
	campaigns,
} from '../../../../nodes/Wati/responses/campaigns';
import { read, SIMPLE } from '../../read-items';

describe('API v3', () => {
	test('has campaigns with their counters, and recipients with their number', async () => {
		const statistics = { total_sent: 2, rate: 1 };
		const found = { id: '1', name: 'n', total_read: 1, x: 1 };
		expect(await read(campaigns, { broadcasts: [found] }, SIMPLE)).toEqual([
			{ id: '1', name: 'n' },
		]);
		expect(await read(campaign, { broadcast: found })).toEqual([found]);
		expect(await read(campaign, found, SIMPLE)).toEqual([{ id: '1', name: 'n', total_read: 1 }]);
		expect(await read(campaign, { broadcast: { ...found, statistics } }, SIMPLE)).toEqual([
			{ id: '1', name: 'n', total_sent: 2 },
		]);
		const recipients = [{ contact_phone: '+1415', status: 'READ', x: 1 }];
		expect(await read(campaignRecipients, { recipients })).toEqual([
			{ contact_phone: '1415', status: 'READ', x: 1 },
		]);
		expect(await read(campaignRecipients, { recipients }, SIMPLE)).toEqual([
			{ contact_phone: '1415', status: 'READ' },
		]);
	});
});
