/** Values of one side of a plot, one per group. */
export interface Series {
	name: string;
	/** Undefined where nothing was measured. */
	values: Array<number | undefined>;
}

/** Bars in groups. */
export interface Plot {
	title: string;
	unit: string;
	groups: string[];
	series: Series[];
}

const WIDTH = 640;
const HEIGHT = 300;
const LEFT = 16;
const TOP = 64;
const BOTTOM = 40;
/** Readable on GitHub's light and dark pages alike. */
const COLORS = ['#2f81f7', '#8b949e', '#2da44e'];
const INK = '#6e7781';

function escape(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

function shown(value: number): string {
	const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
	return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}

function text(x: number, y: number, content: string, more = ''): string {
	return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" fill="${INK}" ${more}>${escape(content)}</text>`;
}

/** Draws a plot as svg. */
export function draw({ title, unit, groups, series }: Plot): string {
	const values = series.flatMap((one) => one.values).filter((value) => value !== undefined);
	const most = Math.max(...values);
	const tallest = HEIGHT - TOP - BOTTOM - 16;
	const groupWidth = (WIDTH - 2 * LEFT) / groups.length;
	const barWidth = Math.min(72, (groupWidth * 0.7) / series.length);
	const bars = groups.flatMap((group, place) => {
		const middle = LEFT + groupWidth * (place + 0.5);
		const label = text(middle, HEIGHT - BOTTOM + 22, group, 'text-anchor="middle"');
		const drawn = series.flatMap((one, index) => {
			const value = one.values[place];
			if (value === undefined) return [];
			const height = Math.max(1, (value / most) * tallest);
			const x = middle + (index - series.length / 2) * barWidth;
			const y = HEIGHT - BOTTOM - height;
			return [
				`<rect x="${(x + 2).toFixed(1)}" y="${y.toFixed(1)}" width="${(barWidth - 4).toFixed(1)}" height="${height.toFixed(1)}" rx="2" fill="${COLORS[index % COLORS.length]}"/>`,
				text(x + barWidth / 2, y - 5, shown(value), 'text-anchor="middle" font-size="11"'),
			];
		});
		return [...drawn, label];
	});
	const legend = series.flatMap(({ name }, index) => [
		`<rect x="${LEFT + index * 220}" y="34" width="10" height="10" rx="2" fill="${COLORS[index % COLORS.length]}"/>`,
		text(LEFT + index * 220 + 16, 43, name),
	]);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="${escape(title)}">`,
		text(LEFT, 20, `${title} (${unit})`, 'font-size="14" font-weight="600"'),
		...legend,
		...bars,
		`<line x1="${LEFT}" x2="${WIDTH - LEFT}" y1="${HEIGHT - BOTTOM}" y2="${HEIGHT - BOTTOM}" stroke="${INK}"/>`,
		'</svg>',
		'',
	].join('\n');
}
