import type { GenericValue, IDataObject } from 'n8n-workflow';

/** The part of JSON Schema that n8n reads from `__schema__`. */
export interface OutputSchema {
	type: string | string[];
	properties?: Record<string, OutputSchema>;
	items?: OutputSchema;
	version?: number;
}

type Value = GenericValue | object;

function typeOf(value: Value): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
	return typeof value;
}

function typesOf(schema: OutputSchema): string[] {
	return [schema.type].flat();
}

/** Both lists of names in their order: what only the second has stands behind what is before it there. */
function orderedTogether(first: string[], second: string[]): string[] {
	const names = [...first];
	second.forEach((name, place) => {
		if (names.includes(name)) return;
		names.splice(names.indexOf(second[place - 1] ?? '') + 1, 0, name);
	});
	return names;
}

function together(a: OutputSchema | undefined, b: OutputSchema): OutputSchema {
	if (!a) return b;
	const types = [...new Set([...typesOf(a), ...typesOf(b)])].sort();
	const names = orderedTogether(Object.keys(a.properties ?? {}), Object.keys(b.properties ?? {}));
	const properties = names.map((name): [string, OutputSchema] => {
		const [left, right] = [a.properties?.[name], b.properties?.[name]];
		return [name, left && right ? together(left, right) : (left ?? right)!];
	});
	const items = a.items && b.items ? together(a.items, b.items) : (a.items ?? b.items);
	return {
		type: types.length === 1 ? types[0]! : types,
		...(names.length > 0 ? { properties: Object.fromEntries(properties) } : {}),
		...(items ? { items } : {}),
	};
}

function schemaOfValue(value: Value): OutputSchema {
	const type = typeOf(value);
	if (type === 'array') {
		const items = (value as Value[])
			.map(schemaOfValue)
			.reduce<OutputSchema | undefined>(together, undefined);
		return items ? { type, items } : { type };
	}
	if (type !== 'object') return { type };
	const names = Object.keys(value as IDataObject);
	return {
		type,
		properties: Object.fromEntries(
			names.map((name) => [name, schemaOfValue((value as IDataObject)[name] as Value)]),
		),
	};
}

/** The schema that fits all of these outputs. */
export function schemaOf(outputs: IDataObject[]): OutputSchema {
	return {
		...outputs.map(schemaOfValue).reduce<OutputSchema | undefined>(together, undefined)!,
		version: 1,
	};
}

/** Fields that the schema, and so the editor's preview, shows in another order than the output has them. */
function misplaced(value: IDataObject, { properties = {} }: OutputSchema, path: string): string[] {
	const shown = Object.keys(properties).filter((name) => name in value);
	const real = Object.keys(value).filter((name) => name in properties);
	const place = real.findIndex((name, at) => name !== shown[at]);
	return place < 0 ? [] : [`${path} has ${real[place]!} where the schema has ${shown[place]!}`];
}

/** Where a value differs from the schema; empty when it fits. Fields that a schema does not name are told. */
export function misfits(value: Value, schema: OutputSchema, path = '$'): string[] {
	const type = typeOf(value);
	const fits =
		typesOf(schema).includes(type) || (type === 'integer' && typesOf(schema).includes('number'));
	if (!fits) return [`${path} is ${type}, not ${typesOf(schema).join(' or ')}`];
	if (type === 'array') {
		return (value as Value[]).flatMap((entry, place) =>
			schema.items ? misfits(entry, schema.items, `${path}[${place}]`) : [`${path} holds entries`],
		);
	}
	if (type !== 'object') return [];
	const fields = Object.entries(value as IDataObject).flatMap(([name, entry]) => {
		const property = schema.properties?.[name];
		return property
			? misfits(entry as Value, property, `${path}.${name}`)
			: [`${path}.${name} is not in the schema`];
	});
	return [...misplaced(value as IDataObject, schema, path), ...fields];
}

/** A schema as it is kept in a file: the types of one value on one line. */
export function schemaText(outputs: IDataObject[]): string {
	const text = JSON.stringify(schemaOf(outputs), null, '\t');
	const types = /"type": \[\s+([^\]]+?)\s+\]/g;
	return `${text.replace(types, (_all, list: string) => `"type": [${list.replace(/\s+/g, ' ')}]`)}\n`;
}
