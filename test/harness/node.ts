import type { INode } from 'n8n-workflow';

/** A node as the parts see it that only name it in their errors. */
export const NODE: INode = {
	id: '1',
	name: 'WATI',
	type: 'wati',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
