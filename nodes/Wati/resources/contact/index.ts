import { resourceProperties } from '../operation';
import { add } from './add.operation';
import { getAll } from './getAll.operation';
import { updateAttributes } from './updateAttributes.operation';
import { upsert } from './upsert.operation';

export const contact = resourceProperties('contact', 'getAll', [
	add,
	upsert,
	getAll,
	updateAttributes,
]);
