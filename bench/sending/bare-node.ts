import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

/** The least that a node can do to send a template to each item: n8n reads its fields, n8n's helper sends. */
export class BareNode implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Bare Node',
		name: 'bareNode',
		group: ['output'],
		version: 1,
		description: 'Sends a template to each item',
		defaults: { name: 'Bare Node' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'matonApi', required: true }],
		properties: [
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
			{ displayName: 'Phone Number', name: 'whatsappNumber', type: 'string', default: '' },
			{ displayName: 'Body', name: 'body', type: 'json', default: '' },
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const sent: INodeExecutionData[] = [];
		for (const item of this.getInputData().keys()) {
			const answer = (await this.helpers.httpRequestWithAuthentication.call(this, 'matonApi', {
				method: 'POST',
				url: this.getNodeParameter('url', item) as string,
				qs: { whatsappNumber: this.getNodeParameter('whatsappNumber', item) },
				body: this.getNodeParameter('body', item) as IDataObject,
				json: true,
			})) as IDataObject;
			sent.push({ json: answer, pairedItem: { item } });
		}
		return [sent];
	}
}
