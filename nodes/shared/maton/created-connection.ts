import { isObject, jsonOf } from '../http/answers/answer';
import type { Service } from '../http/service';
import { transportBy, type Delivery } from '../http/transport';

const create: Delivery = async (passage) => {
	const { answer, items } = await passage.deliver();
	const body = jsonOf(answer.body);
	const answered = isObject(body) ? body : {};
	const connection = isObject(answered.connection) ? answered.connection : answered;
	if (typeof connection.url === 'string') return items;
	const id = connection.connection_id ?? connection.id;
	return typeof id === 'string'
		? await passage.read(`/connections/${encodeURIComponent(id)}`)
		: items;
};

/**
 * Creates a connection. What Maton answers is not documented: where it is not the whole connection, the
 * connection is read by the ID in the answer, so that the link to open is always there.
 */
export function createdConnection(service: Service) {
	return transportBy(create, service);
}
