import type { Service } from '../../http/service';
import { addAccountOptions } from '../../fields/delivery-fields';
import { defineResource } from '../../fields/operation';
import { create } from './create.operation';
import { remove } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

/** Maton's connections of one app. */
export function buildConnectionResource(service: Service) {
	const operations = [create(service), remove, get, getAll(service)];
	return defineResource('connection', 'getAll', operations.map(addAccountOptions));
}
