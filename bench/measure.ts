import { join } from 'node:path';

import { closeHarness, useExpressionEngine, type ExpressionEngine } from '../test/harness';
import { Meter } from './meter';
import { scenarios, type ScenarioName } from './scenarios';
import type { Side, Target } from './subjects';

/** What a measuring process is told. */
export interface Order {
	scenario: ScenarioName;
	engine: ExpressionEngine;
	target: Target;
	sides: Side[];
}

/**
 * Takes the limits away, in this process only: waiting for slots would be nearly all that is measured, and
 * the sandbox runs without limits as well.
 */
function withoutLimits(): void {
	const path = join(__dirname, '../dist/nodes/Wati/limits.js');
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- the loaded module is changed in place
	const limits = require(path) as { limitsFor: () => unknown[] };
	limits.limitsFor = () => [];
}

async function main(): Promise<void> {
	const order = JSON.parse(process.argv[2] ?? '') as Order;
	withoutLimits();
	const meter = new Meter(order.target, order.sides.includes('httpRequest'));
	await useExpressionEngine(order.engine);
	const result = await scenarios[order.scenario](meter, order.sides);
	process.stdout.write(`RESULT ${JSON.stringify(result)}\n`);
	await closeHarness();
	process.exit(0);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
