import type { IDataObject } from 'n8n-workflow';
import { mediaFile } from '../../../../nodes/MatonWhatsAppBusiness/responses/media';
import { read } from '../../read-items';

describe('a download', () => {
	test('of Meta has the ending of its type', async () => {
		const named = async (mime: string | undefined, parameters: IDataObject = {}) => {
			const headers = mime === undefined ? {} : { 'content-type': mime };
			const all = { mediaId: ' 12 ', ...parameters };
			return (await read(mediaFile, Buffer.from('a'), all, headers))[0];
		};
		expect(await named('image/jpeg; q=1')).toMatchObject({
			fileName: '12.jpg',
			mimeType: 'image/jpeg',
		});
		expect(await named(undefined)).toMatchObject({
			fileName: '12',
			mimeType: 'application/octet-stream',
		});
		expect(await named('image/png', { 'options.fileName': ' a.png ' })).toMatchObject({
			fileName: 'a.png',
		});
	});
});
