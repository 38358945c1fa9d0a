import { defineResource } from '../../../shared/fields/operation';
import { tokenOnly } from '../credential-notices';
import { download } from './download.operation';
import { downloadByMessage } from './downloadByMessage.operation';

export const media = defineResource('media', 'download', [download, tokenOnly(downloadByMessage)]);
