import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isObject } from '../parameters/json';
import { isLeftEmpty } from '../templates/template-values';

/** Gives the value of one parameter for one item. */
type Reader = (itemIndex: number) => unknown;

/** What the editor writes when a field is dragged into a parameter: `={{ $json.a }}`, `={{ $json['a b'].c }}`. */
const FIELD = /^=\{\{\s*\$json((?:\.[A-Za-z_$][\w$]*|\[(?:"[^"\\\n]*"|'[^'\\\n]*')\])+)\s*\}\}$/;
const STEP = /\.([A-Za-z_$][\w$]*)|\["([^"]*)"\]|\['([^']*)'\]/g;

const MISSING = Symbol('missing');

function fieldPath(expression: string): string[] | undefined {
	const steps = FIELD.exec(expression)?.[1];
	if (steps === undefined) return undefined;
	return [...steps.matchAll(STEP)].map(([, bare, double, single]) => bare ?? double ?? single!);
}

/** A plain value at the end of a path of own properties; MISSING for everything else. */
function plainValue(json: IDataObject, path: string[]): unknown {
	let value: unknown = json;
	for (const step of path) {
		if (!isObject(value) || !Object.hasOwn(value, step)) return MISSING;
		value = value[step];
	}
	const plain = value === null || ['string', 'number', 'boolean'].includes(typeof value);
	return plain ? value : MISSING;
}

/** n8n turns a date object that an expression returned into its ISO text. */
function withoutDates(value: unknown): unknown {
	return isObject(value) && 'isLuxonDateTime' in value ? String(value) : value;
}

/**
 * Reads the parameters of a node for many items at the least cost. A parameter without an expression is
 * read once. A bare reference to a field of the item is looked up in the item. Only what is left goes to
 * n8n's expression engine, one evaluation per item however often the parameter is read in turn: the isolated
 * engine takes the larger part of a millisecond for each. The values are those of `getNodeParameter`, and belong to all items: they must not
 * be changed.
 */
export class ItemParameters {
	private readonly readers = new Map<string, Reader | undefined>();

	/** Names of the parameters read so far that hold an expression. */
	readonly expressions = new Set<string>();

	private readonly items = this.context.getInputData();

	constructor(private readonly context: IExecuteFunctions) {}

	/** @throws ExpressionError when an expression fails for this item */
	get(name: string, itemIndex: number, fallback?: unknown): unknown {
		if (!this.readers.has(name)) this.readers.set(name, this.readerOf(name));
		const reader = this.readers.get(name);
		return reader ? reader(itemIndex) : fallback;
	}

	private readerOf(name: string): Reader | undefined {
		const options = { rawExpressions: true };
		const raw: unknown = this.context.getNodeParameter(name, 0, MISSING, options);
		if (raw === MISSING) return undefined;
		const reader = this.changing(raw);
		if (reader) this.expressions.add(name);
		return reader ?? (() => raw);
	}

	/** A reader of a value that holds an expression; undefined for a value that is the same for all items. */
	private changing(raw: unknown): Reader | undefined {
		// The `isExpression` of n8n-workflow, which that of n8n 1.100 does not export yet.
		if (typeof raw === 'string') return raw.startsWith('=') ? this.evaluated(raw) : undefined;
		if (Array.isArray(raw)) {
			const readers = raw.map((entry) => this.changing(entry));
			if (readers.every((reader) => reader === undefined)) return undefined;
			const always = raw.map((entry: unknown, place): Reader => readers[place] ?? (() => entry));
			return (item) => always.map((reader) => reader(item));
		}
		if (!isObject(raw)) return undefined;
		if (raw.mappingMode === 'autoMapInputData' || isLeftEmpty(raw)) return this.mappedByName(raw);
		const readers = Object.entries(raw).flatMap(([key, value]): Array<[string, Reader]> => {
			const reader = this.changing(value);
			return reader ? [[key, reader]] : [];
		});
		if (readers.length === 0) return undefined;
		return (item) => {
			const value: Record<string, unknown> = { ...raw };
			for (const [key, reader] of readers) value[key] = reader(item);
			return value;
		};
	}

	/** The fields of the item that have the names of a resource mapper's. */
	private mappedByName(mapper: IDataObject): Reader {
		const schema = Array.isArray(mapper.schema) ? mapper.schema.filter(isObject) : [];
		const names = schema.filter(({ removed }) => removed !== true).map(({ id }) => String(id));
		return (item) => {
			const json = this.items[item]?.json ?? {};
			const found = names.filter((name) => Object.hasOwn(json, name));
			return { ...mapper, value: Object.fromEntries(found.map((name) => [name, json[name]])) };
		};
	}

	private evaluated(expression: string): Reader {
		const text = expression.slice(1);
		let last: { item: number; value: unknown } | undefined;
		const evaluate = (item: number) => {
			if (last?.item !== item) {
				last = {
					item,
					value: withoutDates(this.context.evaluateExpression(text, item) as unknown),
				};
			}
			return last.value;
		};
		const path = fieldPath(expression);
		if (!path) return evaluate;
		return (item) => {
			const json = this.items[item]?.json;
			const value = json ? plainValue(json, path) : MISSING;
			return value === MISSING ? evaluate(item) : value;
		};
	}
}
