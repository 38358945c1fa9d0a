import type { NameValue, Template } from '../../state/wati/shapes';
import type { Tenant } from '../../state/wati/tenant';
import { TEMPLATE_FAILURE } from '../answers';

/** An approved template of that exact name. */
export function approvedTemplate(tenant: Tenant, name: string): Template | undefined {
	return tenant.templates.find(
		(template) => template.elementName === name && template.status === 'APPROVED',
	);
}

/**
 * What is wrong with the parameters, in WATI's words. Every variable needs a value that is not
 * blank; names must be exact; parameters the template does not have are ignored.
 */
export function parameterFailure(
	template: Template,
	parameters: readonly NameValue[],
): string | undefined {
	const values = readValues(parameters);
	const inUrl = urlVariables(template);
	for (const { paramName } of template.customParams) {
		const value = values.get(paramName) ?? '';
		if (value.trim() === '' || /[\n\r\t]/.test(value)) return TEMPLATE_FAILURE;
		// WATI's words are older than Meta's limit, which is more than four (seen live).
		if (/ {5,}/.test(value)) {
			return "Custom params can't have 4 consecutive spaces and button url can't have a space";
		}
		if (inUrl.has(paramName) && /\s/.test(value)) {
			return 'Dynamic URL button parameter cannot contain spaces';
		}
	}
	const media = mediaVariable(template);
	if (media !== undefined && !/^https?:\/\//.test(values.get(media) ?? '')) return TEMPLATE_FAILURE;
	return undefined;
}

/** The template as the customer sees it. */
export function renderTemplate(template: Template, parameters: readonly NameValue[]) {
	const values = readValues(parameters);
	const fill = (text: string) =>
		text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values.get(name) ?? whole);
	const { header } = template;
	const media = mediaVariable(template);
	const value = media !== undefined ? values.get(media) : fill(header?.text ?? header?.link ?? '');
	return {
		text: fill(template.body),
		...(header ? { header: { kind: header.headerTypeString, value: value ?? '' } } : {}),
		...(template.footer === '' ? {} : { footer: template.footer }),
		...(template.buttons.length === 0
			? {}
			: { buttons: template.buttons.map((button) => renderButton(button, values)) }),
	};
}

function renderButton(
	{ type, parameter }: Template['buttons'][number],
	values: ReadonlyMap<string, string>,
): string {
	if (type === 'quick_reply') return parameter.text;
	if (type === 'call') return `${parameter.text} -> ${parameter.phoneNumber}`;
	const name = parameter.buttonParamMapping?.paramName;
	const filling = name === undefined ? '' : (values.get(name) ?? '');
	return `${parameter.text} -> ${parameter.url.replace('{{1}}', encodeURI(filling))}`;
}

function urlVariables(template: Template): Set<string> {
	const names = template.buttons.map((button) => button.parameter.buttonParamMapping?.paramName);
	return new Set(names.filter((name) => name !== undefined));
}

/** The variable of a media header; undefined where the medium is fixed. */
function mediaVariable({ header }: Template): string | undefined {
	return header && header.type > 1 ? header.headerParamMapping[0]?.paramName : undefined;
}

function readValues(parameters: readonly NameValue[]): Map<string, string> {
	return new Map(parameters.map(({ name, value }) => [name, value]));
}
