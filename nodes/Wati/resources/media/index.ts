import { resourceProperties } from '../operation';
import { download } from './download.operation';

export const media = resourceProperties('media', 'download', [download]);
