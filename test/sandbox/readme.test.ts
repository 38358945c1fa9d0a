import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ANSWER_SHAPES } from '../../sandbox/faults/answer-shapes';
import { getEndpoint } from '../../sandbox/http/route';
import { metaRoutes } from '../../sandbox/meta/side';
import { watiRoutes } from '../../sandbox/wati/routes';
import { v3Routes } from '../../sandbox/wati/v3/routes';

const README = readFileSync(join(__dirname, '../../sandbox/README.md'), 'utf8');

const endpoints = [...watiRoutes, ...v3Routes, ...metaRoutes].map(getEndpoint);

test.each(endpoints)('the README says where the behaviour of %s comes from', (endpoint) => {
	const start = README.indexOf('## Where the behaviour comes from');
	expect(README.slice(start)).toContain(`\`${endpoint}\``);
});

test.each(ANSWER_SHAPES)('the README explains the shape %s', (shape) => {
	expect(README).toContain(`\`${shape}\``);
});
