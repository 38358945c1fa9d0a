import { defineResource } from '../../../shared/fields/operation';
import { tokenOnly } from '../credential-notices';
import { add } from './add.operation';
import { assignTeams } from './assignTeams.operation';
import { count } from './count.operation';
import { remove } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { setOptOut } from './setOptOut.operation';
import { updateAttributes } from './updateAttributes.operation';
import { upsert } from './upsert.operation';

export const contact = defineResource('contact', 'getAll', [
	add,
	tokenOnly(assignTeams),
	tokenOnly(count),
	upsert,
	tokenOnly(remove),
	tokenOnly(get),
	getAll,
	setOptOut,
	updateAttributes,
]);
