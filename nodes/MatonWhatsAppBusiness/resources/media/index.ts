import { defineResource } from '../../../shared/fields/operation';
import { remove } from './delete.operation';
import { download } from './download.operation';
import { getUrl } from './getUrl.operation';
import { upload } from './upload.operation';

export const media = defineResource('media', 'upload', [remove, download, getUrl, upload]);
