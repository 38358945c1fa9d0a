import Ajv from 'ajv';
import type { INodeParameters, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { describePackage, SleepingExecution } from '../../harness';
import { operationsOf } from '../../schemas/node-schemas';
import { useResumedTrigger } from '../../schemas/resumed-trigger';
import { GROUP } from '../../whatsapp-business-trigger/payloads';
import { fileItem, pairs } from '../../wati/setup';
import { listExamples } from '../direct/every-operation';
import { SAME_MESSAGES } from '../client-library/library-messages';
import { SAME_PARTS } from '../client-library/library-templates';
import { describeBodies } from '.';
import { CONTRADICTIONS, type ContradictionName } from './contradictions';
import { listFullerBodies } from './fuller-bodies';
import type { Fields } from './schema';
import { BODIES, WITHOUT_BODY } from './operations';
import { NODE, picked, send, useMeta } from '../setup';

const meta = useMeta({ mediaUrls: 'gateway' });
const examples = listExamples(meta, useResumedTrigger());

/** What a body breaks of a schema. */
type Judge = (schema: string, body: unknown) => string[];

function judgeBy(literally?: ContradictionName): Judge {
	const ajv = new Ajv();
	const schemas = describeBodies(literally);
	const checks = new Map<string, Ajv.ValidateFunction>();
	return (schema, body) => {
		const check = checks.get(schema) ?? ajv.compile(schemas[schema]!);
		checks.set(schema, check);
		void check(body);
		return (check.errors ?? []).map(({ dataPath, message }) => `${dataPath} ${message}`);
	};
}

const judge = judgeBy();

/** A body as it reached Meta, and the schema that it is held against. */
interface Sent {
	operation: string;
	schema: string;
	body: unknown;
}

const sent: Sent[] = [];
const failed: string[] = [];

const nameOf = ({ resource, operation }: INodeParameters) =>
	`${String(resource)}/${String(operation)}`;

const schemaOf = (operation: string, path: string) => {
	if (path.endsWith('/media')) return 'upload';
	return path.endsWith('/marketing_messages') ? 'marketing' : (BODIES[operation] ?? '');
};

/** Takes down what one run of an operation sends, and lets the account forget it. */
async function note(parameters: INodeParameters, run: () => Promise<unknown>): Promise<void> {
	const operation = nameOf(parameters);
	const error = await run();
	if (error !== undefined) failed.push(`${operation}: ${String(error)}`);
	for (const { endpoint, path, body } of meta.bench.requests) {
		const isOfMeta = !endpoint.includes('/connections') && body !== '';
		if (isOfMeta) sent.push({ operation, schema: schemaOf(operation, path), body });
	}
	meta.sandbox.reset();
}

const noteRun = async (parameters: INodeParameters) =>
	await note(parameters, async () => {
		const items = [await fileItem('bytes', 'a.png', 'image/png')];
		return (await meta.run({ parameters, items })).error;
	});

const noteSleeping = async (parameters: INodeParameters) =>
	await note(parameters, async () => {
		const credentials = meta.credentials();
		return (await SleepingExecution.start({ node: NODE, parameters, credentials, items: [{}] }))
			.error;
	});

beforeAll(async () => {
	for (const list of Object.values(examples)) for (const one of list()) await noteRun(one);
	for (const { operation, parameters } of SAME_MESSAGES) await noteRun(send(operation, parameters));
	for (const part of SAME_PARTS) {
		meta.approve(part.components, part.category);
		const template = picked('tested|en_US');
		await noteRun(send('sendTemplate', { template, additionalParameters: pairs(part.values) }));
	}
	const { messages } = meta.sandbox.businessAccount();
	const picture = messages.find(({ type }) => type === 'image')!;
	const mediaId = (picture.content as { id: string }).id;
	for (const parameters of listFullerBodies({ mediaId, messageId: picture.id })) {
		meta.approve([{ type: 'BODY', text: 'Hello' }]);
		meta.sandbox.businessAccount().groups.add(GROUP);
		await noteRun(parameters);
	}
	const options = { eventsElsewhere: true };
	await noteSleeping(send('sendAndWait', { message: 'May it be refunded?', options }));
	await noteSleeping(send('sendAndWaitForReply', { messageText: 'When?', options }));
});

test('every operation has the schema of its body, or a reason to have none', async () => {
	const known = [...Object.keys(BODIES), ...Object.keys(WITHOUT_BODY)];
	expect(known.sort()).toEqual(await operationsOf(NODE));
});

test('every operation sends what it has a schema for, and no other body', () => {
	expect(failed).toEqual([]);
	const sending = new Set(sent.map(({ operation }) => operation));
	expect([...sending].sort()).toEqual(Object.keys(BODIES).sort());
});

test.each(Object.entries(BODIES))('%s: %s of Meta takes every body', (name) => {
	const bodies = sent.filter(({ operation }) => operation === name);
	const refused = bodies
		.map(({ schema, body }) => ({ schema, body, because: judge(schema, body) }))
		.filter(({ because }) => because.length > 0);
	expect(bodies.length).toBeGreaterThan(0);
	expect(refused).toEqual([]);
});

test('the industries of the form are those of the description', async () => {
	const { nodes } = await describePackage();
	const { properties } = nodes.find(({ name }) => name === NODE)!;
	const { options } = properties.find(({ name }) => name === 'profile')!;
	const field = (options as INodeProperties[]).find(({ name }) => name === 'vertical')!;
	const offered = (field.options as INodePropertyOptions[]).map(({ value }) => value);
	const { vertical } = describeBodies().profile!.properties as Fields;
	expect(offered.sort()).toEqual([...(vertical!.enum as string[])].sort());
});

test('the schemas refuse what Meta has no name for, a wrong type, and what is missing', () => {
	const text = sent.find(({ schema }) => schema === 'text')!.body as Record<string, object>;
	expect(judge('text', text)).toEqual([]);
	expect(judge('text', { ...text, texts: 'Hello' })).not.toEqual([]);
	expect(judge('text', { ...text, text: { body: 7 } })).not.toEqual([]);
	expect(judge('text', { ...text, to: undefined })).not.toEqual([]);
	const open = Object.keys(describeBodies()).filter((schema) => judge(schema, {}).length === 0);
	expect(open).toEqual([]);
});

test.each(Object.entries(CONTRADICTIONS))(
	'%s, read as the description has it, refuses a message that is sent: %j',
	(name) => {
		const literal = judgeBy(name as ContradictionName);
		expect(sent.some(({ schema, body }) => literal(schema, body).length > 0)).toBe(true);
	},
);
