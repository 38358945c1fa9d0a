import type { Fault } from './interface';

interface ArmedFault {
	fault: Fault;
	toPass: number;
	/** Infinity until cleared. */
	left: number;
}

/** The faults that are switched on. */
export class FaultBook {
	private armed: ArmedFault[] = [];

	add(fault: Fault): void {
		const left = fault.times === 0 ? Infinity : (fault.times ?? 1);
		this.armed.push({ fault, toPass: fault.after ?? 0, left });
	}

	clear(): void {
		this.armed = [];
	}

	/** The faults that hit this request; each is used up by one. */
	take(endpoint: string): Fault[] {
		const hits: Fault[] = [];
		for (const entry of this.armed) {
			if (entry.fault.endpoint !== '*' && entry.fault.endpoint !== endpoint) continue;
			if (entry.toPass > 0) {
				entry.toPass -= 1;
				continue;
			}
			entry.left -= 1;
			hits.push(entry.fault);
		}
		this.armed = this.armed.filter((entry) => entry.left > 0);
		return hits;
	}

	list(): Array<Fault & { left: number | 'until cleared' }> {
		return this.armed.map(({ fault, left }) => ({
			...fault,
			left: left === Infinity ? 'until cleared' : left,
		}));
	}
}
