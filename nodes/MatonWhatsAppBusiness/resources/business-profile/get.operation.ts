import { prepare } from '../../../shared/parameters/pre-send';
import type { Operation } from '../../../shared/fields/operation';
import { graphPath } from '../../requests/own-path';
import { onlyRecord } from '../../responses/readers';
import { ownNumber } from '../fields';

/** All that a profile holds: Meta answers with what is asked for. */
const FIELDS = 'about,address,description,email,profile_picture_url,websites,vertical';

/** GET /{phone_number_id}/whatsapp_business_profile (spec D, "Get Business Profile"). */
export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a business profile',
		description: 'Get what customers see of a business number',
		routing: {
			request: {
				method: 'GET',
				url: '/{version}/{phoneNumberId}/whatsapp_business_profile',
				qs: { fields: FIELDS },
			},
			send: { preSend: [prepare(graphPath)] },
			output: { postReceive: [onlyRecord] },
		},
	},
	fields: ownNumber,
};
