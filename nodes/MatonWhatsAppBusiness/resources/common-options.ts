import { deliveryFields, matonConnection } from '../../shared/fields/delivery-fields';
import { addOptions, writesSomething, type Operation } from '../../shared/fields/operation';
import { graphVersion } from './fields';

/** An operation with the options that depend on what it does: how its requests leave, whatever they are. */
export function addCommonOptions(operation: Operation): Operation {
	const sends = String(operation.option.value).startsWith('send');
	return addOptions(operation, [
		graphVersion,
		matonConnection,
		...deliveryFields({ sends, writes: writesSomething(operation), takesNumber: sends }),
	]);
}
