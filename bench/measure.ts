import { join } from 'node:path';

import { closeHarness, useExpressionEngine, type ExpressionEngine } from '../test/harness';
import { Meter } from './sending/meter';
import { scenarios, type ScenarioName } from './sending/scenarios';
import type { Side, Target } from './sending/subjects';

/** What a measuring process is told. */
export interface Order {
	scenario: ScenarioName;
	engine: ExpressionEngine;
	target: Target;
	sides: Side[];
}

/**
 * Takes the limits away, in this process only: waiting for permits would be nearly all that is measured, and
 * the sandbox runs without limits as well. The pipeline asks the service for its limits before each request.
 */
function withoutLimits(): void {
	const path = join(__dirname, '../dist/nodes/Wati/service.js');
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- the loaded service is changed in place
	const { wati } = require(path) as { wati: { limitsFor: () => unknown[] } };
	wati.limitsFor = () => [];
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
