import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ICredentialTestFunctions, ICredentialType } from 'n8n-workflow';

import { MatonApi } from '../../credentials/MatonApi.credentials';
import { MatonWhatsAppBusinessWebhookApi } from '../../credentials/MatonWhatsAppBusinessWebhookApi.credentials';
import { WatiApi } from '../../credentials/WatiApi.credentials';
import { testWebhookSecrets } from '../../nodes/MatonWhatsAppBusinessTrigger/secrets';
import { n8n } from '../../package.json';

const page = readFileSync(join(__dirname, '../../docs/credentials.md'), 'utf8');
const TYPES: ICredentialType[] = [
	new MatonApi(),
	new MatonWhatsAppBusinessWebhookApi(),
	new WatiApi(),
];

/** The section about a credential. */
function sectionOf({ displayName }: ICredentialType): string {
	const [, section = ''] = page.split(`\n## ${displayName}\n`);
	return section.split('\n## ')[0]!;
}

test('no credential is left out', () => {
	expect(TYPES).toHaveLength(n8n.credentials.length);
});

test.each(TYPES)(
	'the section about $displayName has every field and every text of its test',
	(type) => {
		const section = sectionOf(type);
		const fields = type.properties
			.filter((property) => property.type !== 'notice')
			.map(({ displayName }) => `| ${displayName} |`);
		const texts = (type.test?.rules ?? []).map(({ properties }) => `| ${properties.message} |`);
		const missing = [...fields, ...texts].filter((text) => !section.includes(text));
		expect([...new Set(missing)]).toEqual([]);
	},
);

test.each([
	{ appSecret: 'x', verifyToken: 'x'.repeat(12) },
	{ appSecret: '0'.repeat(32), verifyToken: 'x' },
	{ appSecret: '0'.repeat(32), verifyToken: 'x'.repeat(12) },
])('the page has what the test of $appSecret and $verifyToken says', async (data) => {
	const type = new MatonWhatsAppBusinessWebhookApi();
	const { message } = await testWebhookSecrets.call({} as ICredentialTestFunctions, {
		id: '1',
		name: 'Webhook',
		type: type.name,
		data,
	});
	expect(sectionOf(type)).toContain(`| ${message} |`);
});
