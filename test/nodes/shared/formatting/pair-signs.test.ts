import { pairSigns } from '../../../../nodes/shared/formatting/pair-signs';

const show = (text: string) =>
	[...pairSigns(text)]
		.sort(([one], [other]) => one - other)
		.map(([start, { end }]) => text.slice(start, end));

it.each([
	['*a* and **b**', ['*a*', '**b**']],
	['***a***', ['***a***', '**a**']],
	['**a *b* c**', ['**a *b* c**', '*b*']],
	['*a **b***', ['*a **b***', '**b**']],
	['_a_b_', ['_a_b_']],
	['~a~ ~~b~~', ['~a~', '~~b~~']],
	['**Total:**5', ['**Total:**']],
	['un**believ**able', ['**believ**']],
	['请**立即**联系', ['**立即**']],
	['**「优惠」**仅限', ['**「优惠」**']],
	['2*3*4', []],
	['x**2 + y**2', []],
	['2**3**4', []],
	['(a)*(b)*(c)', []],
	['src/*.ts and test/*.js', []],
	['__init__.py', []],
	['10~15 and 20~25', []],
	['~a~~', []],
	['* a *', []],
	['**a', []],
])('%s', (text, pairs) => {
	expect(show(text)).toEqual(pairs);
});
