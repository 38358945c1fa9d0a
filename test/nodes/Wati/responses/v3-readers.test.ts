import type { IDataObject } from 'n8n-workflow';
import { deleted, type Reader } from '../../../../nodes/shared/http/answers/readers';
import * as v3 from '../../../../nodes/Wati/responses/v3-readers';
import { ADA, read } from '../../read-items';

describe('API v3', () => {
	test('says what was done with whom', async () => {
		const done = async (reader: Reader, parameters: IDataObject = {}) =>
			(await read(reader, {}, parameters))[0];
		const tagged = { tag: 'VIP', whatsappNumber: ADA };
		expect(await done(v3.addedTag, { tag: ' VIP ' })).toEqual({ added: true, ...tagged });
		expect(await done(v3.removedTag, { tag: 'VIP' })).toEqual({ removed: true, ...tagged });
		expect(await done(v3.shownTyping)).toEqual({ shown: true, whatsappNumber: ADA });
		expect(await done(v3.updatedStatus, { chatStatus: 'solved' })).toEqual({
			updated: true,
			status: 'solved',
			whatsappNumber: ADA,
		});
		expect(await done(v3.assignedTeams, { teams: 'a, b' })).toEqual({
			assigned: true,
			teams: ['a', 'b'],
			whatsappNumber: ADA,
		});
	});

	test('tells of a deletion what it knows', async () => {
		const body = { contact_id: 'c', cleanup_completed: false };
		const known = { deleted: true, wasThere: true };
		expect(await read(v3.deletedContact, body)).toEqual([
			{ ...known, contactId: 'c', cleanupCompleted: false },
		]);
		expect(await read(v3.deletedContact, '')).toEqual([known]);
		expect(await read(deleted, '')).toEqual([{ deleted: true }]);
	});
});
