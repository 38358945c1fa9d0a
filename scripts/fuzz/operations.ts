import fc from 'fast-check';
import type {
	IDataObject,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	NodeParameterValueType,
} from 'n8n-workflow';

import { describePackage } from '../../test/harness';

/** One run of an operation with one item. */
export interface FuzzRun {
	node: string;
	parameters: INodeParameters;
	item: IDataObject;
	/** What becomes of the first request that leaves. */
	fault?: 'dropAfter' | 'html' | 'truncate';
}

/** Numbers and IDs of the simulator, so that some runs come to their end. */
const KNOWN = [
	'14155550101',
	'+1 (415) 555-0102',
	'order_update',
	'order_update|en_US',
	'welcome',
	'data',
	'https://files.example.com/a.pdf',
	'66f0aa000000000000000041',
	'100200300400601',
	'2099-01-01T10:00:00Z',
	'name',
];

/** What an expression may give, wherever it stands. */
const anyValue = fc.oneof(
	fc.constantFrom<unknown>(null, '', ' ', '\u200b', 0, -1, 1.5, true, false, [], {}),
	fc.constantFrom<unknown>(
		'US.13491208655302741918',
		'2024-11-27',
		'9.19877E+11',
		'../../x',
		'%00',
	),
	fc.constantFrom<unknown>('٩١٩٨٧٦٥٤٣٢١٠', 'a'.repeat(5_000), '\ud800', '__proto__', '\r\nX: y'),
	fc.constantFrom(...KNOWN),
	fc.string({ unit: 'binary', maxLength: 40 }),
	fc.array(fc.string(), { maxLength: 3 }),
	fc.record({ type: fc.constant('text'), text: fc.string() }).map((part) => [part]),
	fc.object({ maxDepth: 2, maxKeys: 3 }),
);

/** Fields of the item that the parameters refer to. */
const FIELDS = ['a', 'b', 'c'];
const fromItem = fc.constantFrom(...FIELDS).map((name) => `={{ $json.${name} }}`);
/** As n8n hands items on: what JSON can hold. */
const items = fc
	.record(Object.fromEntries(FIELDS.map((name) => [name, anyValue])))
	.map((item) => JSON.parse(JSON.stringify(item)) as IDataObject);

function example({ placeholder = '', default: usual }: INodeProperties): string {
	const said = /^e\.g\. (.*)$/.exec(placeholder)?.[1];
	return said ?? (typeof usual === 'string' ? usual : '');
}

const literal = (property: INodeProperties) =>
	fc.oneof(fc.constant(example(property)), fc.constantFrom(...KNOWN), fromItem);

function chosen({ options = [] }: INodeProperties): unknown[] {
	const values = options.flatMap((option) => ('value' in option ? [option.value] : []));
	return values.length > 0 ? values : [''];
}

const rowsOf = ({ values }: INodePropertyCollection) =>
	fc.array(fieldsOf(values), { maxLength: 3 });

/** A value as the editor stores it for a field of this type. */
function valueOf(property: INodeProperties): fc.Arbitrary<unknown> {
	const { type, options = [], typeOptions } = property;
	switch (type) {
		case 'boolean':
			return fc.oneof({ weight: 9, arbitrary: fc.boolean() }, { weight: 1, arbitrary: fromItem });
		case 'number':
			return fc.oneof(fc.integer({ min: -1, max: 100 }), fromItem);
		case 'options':
			return typeOptions?.loadOptionsMethod
				? literal(property)
				: fc.constantFrom(...chosen(property));
		case 'multiOptions':
			return fc.subarray(chosen(property));
		case 'collection':
			return fc
				.subarray(options as INodeProperties[], { maxLength: Math.min(4, options.length) })
				.chain((some) => fieldsOf(some));
		case 'fixedCollection': {
			const groups = options as INodePropertyCollection[];
			const many = typeOptions?.multipleValues === true;
			return fc.record(
				Object.fromEntries(
					groups.map((group) => [group.name, many ? rowsOf(group) : fieldsOf(group.values)]),
				),
				{ requiredKeys: [] },
			);
		}
		case 'resourceLocator':
			return fc.record({
				__rl: fc.constant(true),
				mode: fc.constantFrom(...(property.modes ?? []).map(({ name }) => name)),
				value: literal(property),
			});
		case 'resourceMapper':
			return fc.record({
				mappingMode: fc.constant('defineBelow'),
				value: fc.dictionary(fc.constantFrom('name', 'ordernumber', 'body_1'), fromItem),
				matchingColumns: fc.constant([]),
				schema: fc.constant([]),
			});
		case 'json':
			return fc.oneof(fc.json(), fromItem);
		case 'notice':
			return fc.constant('');
		default:
			return literal(property);
	}
}

function fieldsOf(properties: INodeProperties[]): fc.Arbitrary<INodeParameters> {
	const entries = properties.map(
		({ name, ...more }) => [name, valueOf({ name, ...more })] as const,
	);
	return fc.record(Object.fromEntries(entries), {
		requiredKeys: [],
	}) as fc.Arbitrary<INodeParameters>;
}

/** What would change the simulator for all runs that follow. */
const LEFT_OUT = ['account/rotateToken', 'connection/delete'];

const isOf = (values: NodeParameterValueType[] | undefined, value: string) =>
	values === undefined || values.includes(value);

/** Runs of every operation that a node has, with any values in its fields. */
export async function listOperationRuns(node: string): Promise<fc.Arbitrary<FuzzRun>> {
	const { nodes } = await describePackage();
	const { properties } = nodes.find(({ name }) => name === node)!;
	const shown = (resource: string, operation?: string) =>
		properties.filter(({ name, displayOptions: { show } = {} }) => {
			const isChoice = ['resource', 'operation', 'authentication'].includes(name);
			const fits = isOf(show?.resource as NodeParameterValueType[] | undefined, resource);
			const isOfOperation =
				operation === undefined ||
				isOf(show?.operation as NodeParameterValueType[] | undefined, operation);
			return (operation === undefined) === (name === 'operation') &&
				!(isChoice && operation !== undefined)
				? fits && isOfOperation
				: false;
		});
	const routes = node === 'wati' ? ['matonApi', 'watiApi'] : ['matonApi'];
	const resources = chosen(properties.find(({ name }) => name === 'resource')!).map(String);
	const runs = resources.flatMap((resource) =>
		shown(resource)
			.flatMap((property) => chosen(property).map(String))
			.filter((operation) => !operation.startsWith('__'))
			.filter((operation) => !LEFT_OUT.includes(`${resource}/${operation}`))
			.map((operation) =>
				fieldsOf(shown(resource, operation)).map((fields) => ({ ...fields, resource, operation })),
			),
	);
	return fc.record(
		{
			node: fc.constant(node),
			parameters: fc
				.tuple(fc.oneof(...runs), fc.constantFrom(...routes))
				.map(([fields, authentication]): INodeParameters => ({ ...fields, authentication })),
			item: items,
			fault: fc.constantFrom('dropAfter', 'html', 'truncate'),
		},
		{ requiredKeys: ['node', 'parameters', 'item'] },
	) as fc.Arbitrary<FuzzRun>;
}
