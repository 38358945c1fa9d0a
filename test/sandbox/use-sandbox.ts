import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox';

/**
 * Opens one sandbox for the tests of a file and closes it after them.
 *
 * @param opened is given the sandbox before the first test
 * @param each what it is reset to before each test; false keeps it as the test before left it
 */
export function useSandbox(
	opened: (sandbox: Sandbox) => void,
	options: SandboxOptions = {},
	each: SandboxOptions | false = {},
): void {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox(options);
		opened(sandbox);
	});
	beforeEach(() => {
		if (each !== false) sandbox.reset(each);
	});
	afterAll(async () => await sandbox.close());
}
