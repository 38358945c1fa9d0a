/** What every route row has: the method and a pattern with `{name}` segments. */
export interface RouteRow {
	method: string;
	pattern: string;
}

export interface RouteMatch<Row extends RouteRow> {
	row: Row;
	/** Still percent-encoded. */
	params: Record<string, string>;
}

/** The name of a row in records and faults. */
export function getEndpoint(row: RouteRow): string {
	return `${row.method} ${row.pattern}`;
}

/** Finds the row of a path; `otherMethod` when only the method differs. */
export function matchRoute<Row extends RouteRow>(
	rows: readonly Row[],
	method: string,
	path: string,
): RouteMatch<Row> | 'otherMethod' | undefined {
	const segments = path.split('/');
	let result: 'otherMethod' | undefined;
	for (const row of rows) {
		const params = matchPattern(row.pattern.split('/'), segments);
		if (!params) continue;
		if (row.method === method) return { row, params };
		result = 'otherMethod';
	}
	return result;
}

function matchPattern(pattern: string[], segments: string[]): Record<string, string> | undefined {
	if (pattern.length !== segments.length) return undefined;
	const params: Record<string, string> = {};
	for (const [index, part] of pattern.entries()) {
		const segment = segments[index] as string;
		if (!part.startsWith('{')) {
			if (part !== segment) return undefined;
		} else if (segment === '') {
			return undefined;
		} else {
			params[part.slice(1, -1)] = segment;
		}
	}
	return params;
}
