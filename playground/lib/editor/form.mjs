/** A value as the API writes it, which a list shows where it does not offer it. */
const RAW = /^[a-z]+(?:[A-Z][a-z]*)*$/;

/**
 * Waits until nothing has changed in a form for a moment, inside the page.
 * @param {Element} panel
 */
export async function waitUntilQuiet(panel) {
	const [quietMs, mostMs] = [150, 5_000];
	await new Promise((resolve) => {
		let timer;
		const wait = () => {
			clearTimeout(timer);
			timer = setTimeout(resolve, quietMs);
		};
		const observer = new globalThis.MutationObserver(wait);
		observer.observe(panel, {
			subtree: true,
			childList: true,
			characterData: true,
			attributes: true,
		});
		setTimeout(resolve, mostMs);
		wait();
	});
}

/**
 * Reads the parameters of the open node, inside the page.
 * @param {Element} panel
 */
export function readParameters(panel) {
	const isVisible = (element) => element.getClientRects().length > 0;
	const textOf = (element) => element.innerText.replace(/\s+/g, ' ').trim();
	const items = [
		...panel.querySelectorAll('[data-test-id="parameter-item"], .parameter-item, .multi-parameter'),
	];
	const own = items.filter(isVisible);
	const labelOf = (item) => {
		const label = item.querySelector('label, [data-test-id="input-label"], .n8n-input-label');
		// The switch between a fixed value and an expression stands in the label.
		const text = label && textOf(label).replace(/(?: Fixed Expression.*|\s*\*)$/, '');
		return text ?? textOf(item).split(' ')[0];
	};
	const values = {};
	for (const item of own) {
		const input = item.querySelector('input, textarea');
		const tags = [
			...new Set([...item.querySelectorAll('.el-tag, .el-select__tags-text')].map(textOf)),
		];
		values[labelOf(item)] ??= tags.length > 0 ? tags.join(', ') : (input?.value ?? '');
	}
	const red = [
		...panel.querySelectorAll(
			'.has-issues, .is-error, [data-test-id="parameter-issues"], [class*="issues"]',
		),
	]
		.filter(isVisible)
		.map((element) => `${element.className} ${textOf(element)}`.slice(0, 80));
	const cut = [...panel.querySelectorAll('label span, .el-input__inner, .el-select__placeholder')]
		.filter(isVisible)
		.filter((element) => element.scrollWidth > element.clientWidth + 1)
		.map((element) => element.value ?? textOf(element))
		.filter((text) => text !== '');
	// A resource locator holds a label of its own.
	return { labels: [...new Set(own.map(labelOf))], values, red, cut, text: textOf(panel) };
}

/**
 * What is wrong with a form, in words.
 * @param {ReturnType<typeof readParameters>} form
 * @param {{ expected: Record<string, string> }} entry
 */
export function problemsOf({ values, red, text }, { expected }) {
	return [
		...Object.entries(expected)
			.filter(([label, wanted]) => values[label] !== wanted)
			.map(([label, wanted]) => `${label} shows "${values[label]}" instead of "${wanted}"`),
		...Object.entries(values)
			.filter(([label, value]) => label === 'Resource' && RAW.test(value))
			.map(([label, value]) => `${label} in raw letters: ${value}`),
		...red.map((what) => `red: ${what}`),
		// n8n's word for the fields of a template, but a CSV file has columns.
		...(/\bcolumns?\b/i.test(text) && values.Operation !== 'Send via CSV'
			? ['the word "column"']
			: []),
	];
}
