import { readFileSync } from 'node:fs';

import { ERRORS_PAGE, errorsPage } from '../../scripts/errors-page';

test('docs/errors.md is what the catalogue says', () => {
	expect(readFileSync(ERRORS_PAGE, 'utf8')).toBe(errorsPage());
});
