import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ICredentialTestFunctions, ICredentialType } from 'n8n-workflow';

import { MATON_KEY_PROBLEMS, MATON_KEY_REMARKS } from '../../credentials/maton-key-test';
import { WATI_TOKEN_PROBLEMS, WATI_TOKEN_WORKS } from '../../credentials/wati-token-test';
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

/** What the tests of the keys can say, by the type of the credential. */
const TEXTS: Record<string, string[]> = {
	matonApi: [...Object.values(MATON_KEY_PROBLEMS), ...Object.values(MATON_KEY_REMARKS)],
	watiApi: [...Object.values(WATI_TOKEN_PROBLEMS), WATI_TOKEN_WORKS],
};

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
		const texts = (TEXTS[type.name] ?? []).map((text) => `| ${text} |`);
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
