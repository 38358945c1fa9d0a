import { buildConnectionResource } from '../../shared/maton/connection';
import { metaNode } from '../service';
import { businessProfile } from './business-profile';
import { media } from './media';
import { message } from './message';
import { phoneNumber } from './phone-number';
import { template } from './template';

/** The resources of the node, in the order of the form. */
export const RESOURCES = [
	businessProfile,
	buildConnectionResource(metaNode.service),
	media,
	message,
	phoneNumber,
	template,
];
