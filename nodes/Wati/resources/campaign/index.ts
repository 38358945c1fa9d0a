import { defineResource } from '../../../shared/fields/operation';
import { tokenOnly } from '../credential-notices';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getOverview } from './getOverview.operation';
import { getRecipients } from './getRecipients.operation';

export const campaign = defineResource(
	'campaign',
	'getAll',
	[get, getAll, getOverview, getRecipients].map(tokenOnly),
);
