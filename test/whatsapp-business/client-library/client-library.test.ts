import { operationsOf } from '../../schemas/node-schemas';
import { pairs } from '../../wati/setup';
import { toLibraryBody, toMeaning } from './client-library';
import { SAME_MESSAGES } from './library-messages';
import { SAME_PARTS, toTemplate } from './library-templates';
import { ADA, NODE, picked, send, useMeta } from '../setup';

const meta = useMeta();

/** Operations that send what the library has no class for, and those that ask by the others. */
const WITHOUT_COUNTERPART = [
	'sendAddressRequest',
	'sendAndWait',
	'sendAndWaitForReply',
	'sendCarousel',
];

const sentBy = async (parameters: ReturnType<typeof send>) => {
	const { error } = await meta.run({ parameters });
	expect(error).toBeUndefined();
	return toMeaning(meta.bodies.at(-1));
};

test.each(SAME_MESSAGES)(
	'$operation: $title means what an independent client library sends',
	async ({ operation, parameters, message }) => {
		expect(await sentBy(send(operation, parameters))).toEqual(toLibraryBody(message, ADA));
	},
);

test.each(SAME_PARTS)(
	'sendTemplate: $title means what an independent client library sends',
	async (part) => {
		meta.approve(part.components, part.category);
		const parameters = send('sendTemplate', {
			template: picked('tested|en_US'),
			additionalParameters: pairs(part.values),
		});
		expect(await sentBy(parameters)).toEqual(toLibraryBody(toTemplate(part, 'tested'), ADA));
	},
);

test('every operation that sends is held against the library, or known to have no counterpart', async () => {
	const sending = (await operationsOf(NODE))
		.filter((operation) => operation.startsWith('message/send'))
		.map((operation) => operation.slice('message/'.length));
	const held = SAME_MESSAGES.map(({ operation }) => operation);
	expect([...new Set([...held, ...WITHOUT_COUNTERPART, 'sendTemplate'])].sort()).toEqual(sending);
});
