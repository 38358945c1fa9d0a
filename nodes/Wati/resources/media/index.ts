import { resourceProperties } from '../../../shared/fields/operation';
import { download } from './download.operation';
import { downloadByMessage } from './downloadByMessage.operation';

export const media = resourceProperties('media', 'download', [download, downloadByMessage]);
