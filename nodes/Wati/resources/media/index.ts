import { defineResource } from '../../../shared/fields/operation';
import { download } from './download.operation';

export const media = defineResource('media', 'download', [download]);
