import type { ParameterSource } from '../../../../nodes/shared/parameters/input';
import { checkNothingMissing, isLeftEmpty } from '../../../../nodes/shared/templates/template-values';

const name = { id: 'name', needed: true, required: false };
const code = { id: 'code', needed: false, required: false };

const formOf = (schema: object[], value: object = {}) => ({ schema, value }) as never;

function check(schema: object[], ...given: string[]) {
	const source = { getNodeParameter: () => formOf(schema) } as unknown as ParameterSource;
	const pairs = given.map((one) => ({ name: one, value: 'x' }));
	return () => checkNothingMissing(source, pairs as never);
}

test('a value that the template needs is missing, also where its field was taken out of the form', () => {
	const lacks = /lacks a value for 'name'$/;
	expect(check([name, code])).toThrow(lacks);
	expect(check([{ ...name, removed: true }, code], 'code')).toThrow(lacks);
	expect(check([{ id: 'name', required: true }])).toThrow(lacks);
	expect(check([name, code], 'name')).not.toThrow();
});

test('a form is left empty where the template needs values and it has none', () => {
	expect(isLeftEmpty(formOf([name, code], { name: null, code: '' }))).toBe(true);
	expect(isLeftEmpty(formOf([name, code], { name: null, code: 'A1' }))).toBe(false);
	expect(isLeftEmpty(formOf([code]))).toBe(false);
});
