/** n8n adds this entry to every node with credentials. */
const CUSTOM_CALL = '__CUSTOM_API_CALL__';

/** Labels by which n8n knows the list of a trigger's events. */
const EVENT_LISTS = ['event', 'events', 'trigger on'];

export function isTrigger({ displayName }) {
	return displayName.includes('Trigger');
}

/** "Message Received" as the palette writes it: n8n leaves capitals to words of capitals only. */
function inSentence(name) {
	return name
		.split(' ')
		.map((word) => (word === word.toUpperCase() && word.length > 1 ? word : word.toLowerCase()))
		.join(' ');
}

function triggerEntries({ properties }) {
	const list = properties.find(({ displayName }) =>
		EVENT_LISTS.includes(displayName?.toLowerCase()),
	);
	return (list?.options ?? []).map((option) => ({
		name: option.action ?? `On ${inSentence(option.name)}`,
		expected: { Events: option.name },
	}));
}

function actionEntries({ properties }) {
	const resource = properties.find(({ name }) => name === 'resource');
	return resource.options.flatMap(({ name: resourceName, value }) =>
		properties
			.filter(({ name }) => name === 'operation')
			.filter(({ displayOptions }) => displayOptions?.show?.resource?.includes(value))
			.flatMap(({ options }) => options)
			.filter((option) => option.value !== CUSTOM_CALL)
			.map((option) => ({
				name: option.action,
				expected: { Resource: resourceName, Operation: option.name },
			})),
	);
}

/**
 * What n8n's palette offers of a node, as the editor derives it from the description.
 * @returns {{ name: string, expected: Record<string, string> }[]} `expected` is what the form shows then, by label
 */
export function paletteEntriesOf(nodeType) {
	return isTrigger(nodeType) ? triggerEntries(nodeType) : actionEntries(nodeType);
}
