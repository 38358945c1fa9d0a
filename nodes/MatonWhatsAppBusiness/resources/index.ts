import { META_CREDENTIAL } from '../../services/meta/graph/token-credential';
import { buildConnectionResource } from '../../shared/maton/connection';
import { matonOnly } from '../../shared/maton/maton-only';
import { mapOperations } from '../../shared/fields/operation';
import { metaNode } from '../service';
import { analytics } from './analytics';
import { blockedUser } from './blocked-user';
import { businessProfile } from './business-profile';
import { addCommonOptions } from './common-options';
import { conversation } from './conversation';
import { media } from './media';
import { message } from './message';
import { phoneNumber } from './phone-number';
import { qrCode } from './qr-code';
import { template } from './template';

/** The resources of the node. */
export const RESOURCES = [
	mapOperations(buildConnectionResource(metaNode.service), matonOnly(META_CREDENTIAL)),
	...[
		analytics,
		blockedUser,
		businessProfile,
		conversation,
		media,
		message,
		phoneNumber,
		qrCode,
		template,
	].map((resource) => mapOperations(resource, addCommonOptions)),
];
