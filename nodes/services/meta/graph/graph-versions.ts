/** A version of the Graph API. Dates are ISO days. */
export interface GraphVersion {
	name: string;
	introduced: string;
	/** Until when Meta answers to it; null while Meta has named no day. After that Meta answers by a later version. */
	until: string | null;
}

/** Where the dates were read, and when. */
export const GRAPH_VERSIONS_SOURCE = {
	url: 'https://developers.facebook.com/docs/graph-api/changelog',
	date: '2026-11-27',
};

/** The versions that Meta still answers to, the newest first (Meta, "Graph API: Changelog"). */
export const GRAPH_VERSIONS: readonly GraphVersion[] = [
	{ name: 'v26.0', introduced: '2026-07-29', until: null },
	{ name: 'v25.0', introduced: '2026-02-18', until: '2028-07-29' },
	{ name: 'v24.0', introduced: '2025-10-08', until: '2028-02-18' },
	{ name: 'v23.0', introduced: '2025-05-29', until: '2027-10-08' },
	{ name: 'v22.0', introduced: '2025-01-21', until: '2027-05-20' },
	{ name: 'v21.0', introduced: '2024-10-02', until: '2027-01-21' },
];

/**
 * The version that a node uses where its option names none, by the version of the node: a newer default comes with a
 * new version of the node, so that saved nodes keep theirs. Version 1 has the one of spec D.
 */
export function getDefaultGraphVersion(nodeVersion: number): string {
	return nodeVersion < 2 ? 'v21.0' : GRAPH_VERSIONS[0]!.name;
}

/** The row of a version, e.g. `v21.0`; undefined for one that is not in the table. */
export function findGraphVersion(name: string): GraphVersion | undefined {
	return GRAPH_VERSIONS.find((version) => version.name === name);
}
