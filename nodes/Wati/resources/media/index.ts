import { defineResource } from '../../../shared/fields/operation';
import { download } from './download.operation';
import { downloadByMessage } from './downloadByMessage.operation';

export const media = defineResource('media', 'download', [download, downloadByMessage]);
