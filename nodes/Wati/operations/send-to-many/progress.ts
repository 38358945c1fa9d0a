import type { IExecuteFunctions } from 'n8n-workflow';

import { writeCount } from '../../../shared/formatting/write-count';

const EVERY_MS = 5_000;

/** Tells how far a long run is, in n8n's log and in the browser's console during a manual run. */
export class Progress {
	private calls = 0;

	private recipients = 0;

	private toldAt = Date.now();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly total: number,
		private readonly label: string,
	) {}

	/** After each chunk. @param calls that left for it, several when the first were refused as too many */
	called(recipients: number, calls: number): void {
		if (calls === 0) return;
		this.calls += calls;
		this.recipients += recipients;
		if (Date.now() - this.toldAt < EVERY_MS) return;
		this.toldAt = Date.now();
		const text = `${this.label}: ${this.recipients.toLocaleString('en-US')} of ${writeCount(this.total, 'recipient')} in ${writeCount(this.calls, 'call')}`;
		this.context.logger.info(text);
		this.context.sendMessageToUI(text);
	}

	/** Shows with the output what the run cost; plans count calls per month. */
	finish(): void {
		const { calls, recipients } = this;
		if (calls === 0) return;
		const saved = recipients - calls;
		const saving = saved === 0 ? '' : `, which saved ${writeCount(saved, 'call')}`;
		this.context.addExecutionHints({
			message: `${writeCount(recipients, 'recipient')} in ${writeCount(calls, 'call')}${saving}.`,
			type: 'info',
			location: 'outputPane',
		});
	}
}
