import type { INodeTypeDescription } from 'n8n-workflow';

import { describePackage } from '../harness';

/**
 * Fields that n8n's editor folds into the Credential drop-down: those whose every option shows a credential
 * (`getMainAuthField`, n8n 2.41).
 */
function listFolded({ credentials = [], properties }: INodeTypeDescription): string[] {
	return properties
		.filter(({ name, options = [] }) => {
			const shown = credentials.flatMap(
				({ displayOptions }) => (displayOptions?.show?.[name] as unknown[] | undefined) ?? [],
			);
			const values = options.flatMap((option) => ('value' in option ? [option.value] : []));
			return values.length > 0 && values.every((value) => shown.includes(value));
		})
		.map(({ name }) => name);
}

test('no field but Authentication disappears in the Credential drop-down', async () => {
	const { nodes } = await describePackage();
	const folded = new Map(nodes.map((node) => [node.name, listFolded(node)]));
	expect(Object.fromEntries(folded)).toEqual({
		matonWhatsAppBusiness: ['authentication'],
		matonWhatsAppBusinessTrigger: [],
		wati: ['authentication'],
		watiTrigger: ['authentication'],
	});
});
