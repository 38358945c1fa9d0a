import { writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Runs under the Node of n8n: node database-rows.mjs <database> <file>. Writes each column of each row as a line of JSON. */
const [, , file, target] = process.argv;
const lines = [];
const database = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
for (const { name } of tables) {
	const rows = database.prepare(`SELECT * FROM "${name}"`).all();
	for (const [number, row] of rows.entries()) {
		for (const [column, value] of Object.entries(row)) {
			if (value === null) continue;
			const text = value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : `${value}`;
			lines.push(JSON.stringify([name, column, String(row.id ?? row.executionId ?? number), text]));
		}
	}
}
database.close();
writeFileSync(target, lines.join('\n'));
