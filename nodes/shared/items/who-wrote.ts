import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { EmptyField } from '../fields/operation';
import { InputError } from '../parameters/input';
import { isObject } from '../parameters/json';
import { isGroupId, isSamePerson } from '../parameters/phone-number/person';

/** What n8n gives for `$('Name')`, as far as it is asked for. */
interface NodeData {
	isExecuted: boolean;
	itemMatching(itemIndex: number): INodeExecutionData | undefined;
	all(): INodeExecutionData[];
}

/** A trigger of this package that started the execution. */
interface StartedTrigger {
	name: string;
	data: NodeData;
}

/** The names under which items and events of this package name a customer. */
function namesIn(json: IDataObject): string[] {
	return [json.whatsappNumber, json.bsuid]
		.filter((name) => typeof name === 'string' || typeof name === 'number')
		.map(String)
		.filter((name) => name.trim() !== '');
}

/** The names of who wrote a message, with the ID of the chat: operations about a chat name that in place of a person. */
function namesOfAuthor(event: IDataObject): string[] {
	const names = namesIn(event);
	const { conversationId } = event;
	const isNamed = names.length > 0 && typeof conversationId === 'string' && conversationId !== '';
	return isNamed ? [...names, conversationId] : names;
}

function groupOf({ groupId }: IDataObject): string | null {
	return typeof groupId === 'string' && groupId !== '' ? groupId : null;
}

/** The names of the chat that a message stands in: of the group, or of who wrote. */
function namesOfChat(json: IDataObject): string[] {
	const group = groupOf(json);
	return group === null ? namesIn(json) : [group];
}

function isOfOnePerson(one: string[], other: string[]): boolean {
	return one.some((name) => other.some((known) => isSamePerson(name, known)));
}

function findTriggers(context: IExecuteFunctions) {
	const packageName = getPackageName(context);
	return context
		.getParentNodes(context.getNode().name)
		.filter((node) => node.type.startsWith(packageName) && node.type.endsWith('Trigger'));
}

function startedTriggers(context: IExecuteFunctions, item: number): StartedTrigger[] {
	const open = context.getWorkflowDataProxy(item).$ as (name: string) => NodeData;
	return findTriggers(context)
		.map(({ name }) => ({ name, data: open(name) }))
		.filter(({ data }) => data.isExecuted);
}

const startRefusal = (label: string) => `The field '${label}' is empty, and `;

/** What to do where nobody can be taken for sure, as the last sentence of an error. */
function refuse(label: string, why: string): InputError {
	return new InputError(
		startRefusal(label) + why,
		`Nothing was sent. In '${label}', enter a number with its country code, or an expression that returns one.`,
	);
}

/**
 * n8n's nodes that say which item each of theirs comes from, or put out one for each in the same order. Of any other
 * node, e.g. one that runs a script or another workflow, n8n links the items by position alone, in whatever order they come out.
 */
const KEEPS_ORDER =
	/^(?:@n8n\/n8n-nodes-langchain\.(?!code)|n8n-nodes-base\.(?:set|if|switch|filter|noOp|wait|httpRequest|merge|sort|limit|removeDuplicates|renameKeys|dateTime|splitInBatches|splitOut|aggregate)$)/;

/** By run of the node and trigger, the node that may have changed the order: all items of a run share the answer. */
const looked = new WeakMap<IExecuteFunctions, Map<string, string | undefined>>();

/** @returns the name of a node that may have changed the order of the messages of several people */
function findReordering(
	context: IExecuteFunctions,
	{ name, data }: StartedTrigger,
): string | undefined {
	const chats = data.all().map(({ json }) => namesOfChat(json));
	const [first] = chats;
	if (first === undefined || chats.every((names) => isOfOnePerson(names, first))) return undefined;
	return context
		.getParentNodes(context.getNode().name)
		.find(
			({ type, name: between }) => !isOrderKept(context, type) && isBehind(context, between, name),
		)?.name;
}

/**
 * Where several people wrote, an item that is linked by position alone may be another one's.
 */
function checkOrderIsKept(context: IExecuteFunctions, trigger: StartedTrigger, label: string) {
	const known = looked.get(context) ?? new Map<string, string | undefined>();
	looked.set(context, known);
	const { name } = trigger;
	if (!known.has(name)) known.set(name, findReordering(context, trigger));
	const node = known.get(name);
	if (node === undefined) return;
	throw refuse(
		label,
		`'${name}' brought messages of several people, whose order '${node}' may have changed`,
	);
}

function isOrderKept(context: IExecuteFunctions, type: string): boolean {
	return KEEPS_ORDER.test(type) || type.startsWith(getPackageName(context));
}

function getPackageName(context: IExecuteFunctions): string {
	const { type } = context.getNode();
	return type.slice(0, type.lastIndexOf('.') + 1);
}

function isBehind(context: IExecuteFunctions, node: string, trigger: string): boolean {
	return context.getParentNodes(node).some(({ name }) => name === trigger);
}

/** The event of a trigger that n8n links the item to. @throws InputError when it links it to none, or to several */
function linkedEvent(
	context: IExecuteFunctions,
	item: number,
	trigger: StartedTrigger,
	label: string,
): IDataObject {
	checkOrderIsKept(context, trigger, label);
	let linked: INodeExecutionData | undefined;
	let reason = '';
	try {
		linked = trigger.data.itemMatching(item);
	} catch (error) {
		reason = ` (${error instanceof Error ? error.message : String(error)})`;
	}
	if (linked && isObject(linked.json)) return linked.json;
	throw refuse(label, `the item is not linked to one message of '${trigger.name}'${reason}`);
}

/**
 * The event that an item answers: the one of this package's trigger that n8n links it to, or the item itself where no
 * such trigger started the execution.
 *
 * @throws InputError when there is none, when there are several, or when the item names another person
 */
function findAnsweredEvent(context: IExecuteFunctions, item: number, label: string): IDataObject {
	const json = context.getInputData()[item]?.json ?? {};
	const named = namesIn(json);
	const events = startedTriggers(context, item).map((trigger) =>
		linkedEvent(context, item, trigger, label),
	);
	const [event = json] = events;
	const people = [named, ...events.map(namesOfAuthor)].filter((names) => names.length > 0);
	const [first] = people;
	if (first === undefined) {
		const why =
			findTriggers(context).length > 0
				? 'neither the item nor a trigger names the customer. In the editor, run the trigger again and write to your number, or pin its event'
				: 'the item names no customer';
		throw refuse(label, why);
	}
	if (!people.every((names) => isOfOnePerson(names, first))) {
		throw refuse(label, `the item names ${named[0]}, but someone else wrote the message`);
	}
	if (event.fromMe === true || (typeof event.kind === 'string' && event.kind !== 'message')) {
		throw refuse(label, 'the event is not a message from a customer');
	}
	const inItem = groupOf(json);
	if (inItem !== null && isGroupId(inItem) && inItem !== groupOf(event)) {
		throw refuse(label, 'the item names a group that the message was not written in');
	}
	return namesOfChat(event).length > 0 ? event : json;
}

/** The event that an item answers, of a chat with one person. @throws InputError also for a message in a group */
function findEventOfPerson(context: IExecuteFunctions, item: number, label: string): IDataObject {
	const event = findAnsweredEvent(context, item, label);
	if (groupOf(event) === null) return event;
	throw refuse(label, 'the message was written in a group');
}

/** Events tell whole numbers, which no default country completes. */
function toWholeNumber(name: string): string {
	return /^\d+$/.test(name) ? `+${name}` : name;
}

/**
 * Takes who wrote the message that the item answers, where the field for the recipient was left empty.
 *
 * @param label the field's label in the editor
 */
export function takeWhoWrote(label: string): EmptyField {
	return (context, item) => {
		const [name = ''] = namesIn(findEventOfPerson(context, item, label));
		return toWholeNumber(name);
	};
}

/** Takes the group that the message stands in which the item answers, or who wrote it in a chat of two. */
export function takeWhereWritten(label: string): EmptyField {
	return (context, item) => {
		const [name = ''] = namesOfChat(findAnsweredEvent(context, item, label));
		return toWholeNumber(name);
	};
}

/**
 * Takes what `read` reads of the event that is answered, where there is one.
 *
 * @param label the label of the field that stays empty otherwise
 */
export function takeOfEvent(label: string, read: (event: IDataObject) => unknown): EmptyField {
	return (context, item) => {
		try {
			return read(findAnsweredEvent(context, item, label)) ?? '';
		} catch {
			// Without one event that is answered, the node finds its number elsewhere, or says what is missing.
			return '';
		}
	};
}

/** Takes the ID of the business number that was written to, where the event that is answered tells it. */
export function takeNumberWrittenTo(label: string): EmptyField {
	return takeOfEvent(label, ({ phoneNumberId }) => phoneNumberId);
}

/**
 * Takes whether the message opts out or in: `out` or `in`.
 *
 * @param choice of the field, which asks for that
 * @throws InputError for a message that does neither
 */
export function takeOptOut(label: string, choice: string): EmptyField {
	return (context, item) => {
		let why = 'the item has none';
		try {
			const { optedOut } = findEventOfPerson(context, item, label);
			if (typeof optedOut === 'boolean') return optedOut ? 'out' : 'in';
		} catch (error) {
			// Without a trigger, the reason is about the customer, whom another field may name.
			if (findTriggers(context).length > 0)
				why = (error as Error).message.replace(startRefusal(label), '');
		}
		throw new InputError(
			`'${choice}' in '${label}' needs a trigger's message that opts out or in, and ${why}`,
			`Nothing was changed. Choose Opt In or Opt Out in '${label}'.`,
		);
	};
}

/** Takes the answer of n8n's AI Agent. */
export const takeAgentOutput: EmptyField = (context, item) =>
	context.getInputData()[item]?.json.output ?? '';
