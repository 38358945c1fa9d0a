import { properties as metaFields } from '../../../../nodes/MatonWhatsAppBusinessTrigger/fields';
import { properties as watiFields } from '../../../../nodes/WatiTrigger/fields';

const MOST_ENTRIES = 10;

test.each([
	['WATI', watiFields],
	['Meta', metaFields],
])("n8n's palette lists few triggers of %s, and the received message first", (_service, fields) => {
	const { options = [] } = fields.find(({ name }) => name === 'events')!;
	expect(options[0]).toMatchObject({ value: 'messageReceived' });
	expect(options.length).toBeLessThanOrEqual(MOST_ENTRIES);
});
