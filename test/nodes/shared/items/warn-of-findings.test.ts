import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { warnOfFindings } from '../../../../nodes/shared/items/warn-of-findings';

function warningsOf(...records: IDataObject[]): string[] {
	const messages: string[] = [];
	const context = {
		addExecutionHints: ({ message }: { message: string }) => messages.push(message),
	} as unknown as IExecuteFunctions;
	warnOfFindings(context, [records.map((json) => ({ json }))]);
	return messages;
}

test('only previews with findings warn', () => {
	expect(warningsOf({ preview: true, findings: ['x'] })).toHaveLength(1);
	expect(warningsOf({ preview: true, findings: [] })).toEqual([]);
});

test("a service's own field of that name is no preview", () => {
	expect(warningsOf({ preview: true }, { findings: ['x'] })).toEqual([]);
	expect(warningsOf({ preview: true, findings: 'none' })).toEqual([]);
});
