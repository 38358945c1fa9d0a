import { DatabaseSync } from 'node:sqlite';

/** Runs under the Node of n8n: node register-package.mjs <database> <record as JSON>. */
const [, , file, text] = process.argv;
const { packageName, version, author, nodes } = JSON.parse(text);
const now = new Date().toISOString().replace('T', ' ').replace('Z', '');
const database = new DatabaseSync(file, { timeout: 10_000 });

database.exec('BEGIN IMMEDIATE');
database.prepare('DELETE FROM installed_nodes WHERE package = ?').run(packageName);
database.prepare('DELETE FROM installed_packages WHERE "packageName" = ?').run(packageName);
database
	.prepare(
		'INSERT INTO installed_packages ("packageName", "installedVersion", "authorName", "authorEmail", "createdAt", "updatedAt") VALUES (?, ?, ?, ?, ?, ?)',
	)
	.run(packageName, version, author?.name ?? null, author?.email ?? null, now, now);
for (const node of nodes) {
	database
		.prepare(
			'INSERT INTO installed_nodes (name, type, "latestVersion", package) VALUES (?, ?, ?, ?)',
		)
		.run(node.name, node.type, node.version, packageName);
}
database.exec('COMMIT');
database.close();
