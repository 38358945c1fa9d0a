import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/**
 * Warns above the output where Preview Only found something: n8n gives the node its green tick, since it ran. The
 * previews themselves say what was found.
 */
export function warnOfFindings(context: IExecuteFunctions, outputs: INodeExecutionData[][]): void {
	// A record of a service may have a field named `preview` too.
	const previews = outputs.flat().flatMap(({ json: { preview, findings } }) =>
		preview === true && Array.isArray(findings) ? [findings] : [],
	);
	const found = previews.filter((findings) => findings.length > 0);
	if (found.length === 0) return;
	const which = previews.length === 1 ? 'The preview' : `${found.length} of ${previews.length} previews`;
	context.addExecutionHints({
		message: `${which} found problems. See "findings" before you send.`,
		type: 'warning',
		location: 'outputPane',
	});
}
