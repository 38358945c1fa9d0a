/** Starts a workflow that is executed by hand. */
export async function startWorkflow({ editor }) {
	await editor.openNewWorkflow();
	await editor.palette.openForFirstStep();
	await editor.palette.search('manual', 'Manual Trigger');
	await editor.palette.pick('Manual Trigger');
}

/**
 * Opens an action as the step after a manual trigger, which is where people add one.
 * @param {{ editor: import('./editor.mjs').Editor }} session
 * @param {string} node its name in the palette
 * @param {string} entry the name of the action
 */
export async function addAction({ editor }, node, entry) {
	await editor.palette.open();
	await editor.palette.search(node, node);
	await editor.palette.pick(node);
	await editor.palette.pickAction(entry);
	await editor.opened();
}
