import { defineResource } from '../../../shared/fields/operation';
import { tokenOnly } from '../credential-notices';
import { create } from './create.operation';
import { remove } from './delete.operation';
import { getAll } from './getAll.operation';
import { getEventTypes } from './getEventTypes.operation';
import { update } from './update.operation';

export const webhook = defineResource(
	'webhook',
	'getAll',
	[create, remove, getEventTypes, getAll, update].map(tokenOnly),
);
