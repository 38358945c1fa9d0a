const PLAIN_INTERVAL_MS = 15_000;
const TTY_INTERVAL_MS = 500;

/** Seconds for people: `0.4 s`, `73 s`. */
export function seconds(milliseconds) {
	const value = milliseconds / 1000;
	return `${value < 10 ? value.toFixed(1) : Math.round(value)} s`;
}

/**
 * Runs one step and shows that it runs: a line that updates on a terminal, else a line every 15 s.
 * @template T
 * @param {string} label
 * @param {(note: (text: string | (() => string)) => void) => Promise<T>} work told apart by what it notes
 * @returns {Promise<T>}
 */
export async function step(label, work) {
	const started = performance.now();
	const live = process.stdout.isTTY === true;
	let note = '';
	const show = () => {
		const text = typeof note === 'function' ? note() : note;
		const line = `${label} … ${seconds(performance.now() - started)}${text ? `  ${text}` : ''}`;
		if (!live) console.log(line);
		else process.stdout.write(`\r\x1b[K${line.slice(0, (process.stdout.columns ?? 100) - 1)}`);
	};
	if (live) show();
	else console.log(`${label} …`);
	const timer = setInterval(show, live ? TTY_INTERVAL_MS : PLAIN_INTERVAL_MS);
	const end = (word) => {
		clearInterval(timer);
		if (live) process.stdout.write('\r\x1b[K');
		console.log(`${label}: ${word} ${seconds(performance.now() - started)}`);
	};
	try {
		const result = await work((text) => {
			note = text;
		});
		end('done in');
		return result;
	} catch (error) {
		end('stopped after');
		throw error;
	}
}
