import { PatternRefused, parsePatternTree, type Tree } from './pattern-tree';

/** More make a text of usual length take noticeable time. */
const MOST_STEPS = 1_000;

/** One step of a search. All that is possible is followed at once, so that nothing is ever gone back to. */
type Step =
	| { kind: 'character'; is: RegExp; next: number }
	| { kind: 'edge'; holds: (before?: string, after?: string) => boolean; next: number }
	| { kind: 'fork'; next: number[] }
	| { kind: 'end' };

/** Lays the steps of a pattern out, from its end to its beginning. */
class Plan {
	readonly steps: Step[] = [{ kind: 'end' }];

	private made = 0;

	private add(step: Step): number {
		this.spend();
		return this.steps.push(step) - 1;
	}

	private spend(): void {
		this.made += 1;
		if (this.made <= MOST_STEPS) return;
		throw new PatternRefused('The pattern repeats so much that it would take too long');
	}

	/** @returns the step to begin a tree with that goes on at `next` */
	lay(tree: Tree, next: number): number {
		switch (tree.kind) {
			case 'character':
				return this.add({ kind: 'character', is: tree.is, next });
			case 'edge':
				return this.add({ kind: 'edge', holds: tree.holds, next });
			case 'sequence':
				return tree.parts.reduceRight((after, part) => this.lay(part, after), next);
			case 'choice':
				return this.add({
					kind: 'fork',
					next: tree.options.map((option) => this.lay(option, next)),
				});
			case 'repeat':
				return this.layRepeat(tree, next);
		}
	}

	private layRepeat({ part, least, most }: Extract<Tree, { kind: 'repeat' }>, next: number) {
		let start = next;
		if (most === Infinity) {
			const ways: number[] = [next];
			start = this.add({ kind: 'fork', next: ways });
			ways.push(this.lay(part, start));
		}
		for (let more = least; more < most && most !== Infinity; more++) {
			start = this.add({ kind: 'fork', next: [this.lay(part, start), next] });
		}
		for (let copy = 0; copy < least; copy++) {
			this.spend();
			start = this.lay(part, start);
		}
		return start;
	}
}

/**
 * A regular expression that is held against a text in time that grows with the length of the text and no faster:
 * whoever writes the text must not be able to keep n8n busy. JavaScript's own goes back to try other ways, which takes
 * minutes for `(a+)+$` and forty times the letter a.
 */
export class TextPattern {
	private readonly steps: Step[];

	private readonly start: number;

	private readonly isUnicode: boolean;

	/**
	 * @param flags of `dimsu`
	 * @throws SyntaxError when it is not a regular expression
	 * @throws PatternRefused when it looks around or back, or repeats too much
	 */
	constructor(source: string, flags: string) {
		const plan = new Plan();
		this.start = plan.lay(parsePatternTree(source, flags), 0);
		this.steps = plan.steps;
		this.isUnicode = flags.includes('u');
	}

	/** Whether the pattern occurs in the text. */
	test(text: string): boolean {
		const characters = this.isUnicode ? [...text] : text.split('');
		let reached: number[] = [];
		for (let at = 0; at <= characters.length; at++) {
			const waiting = this.follow([...reached, this.start], characters[at - 1], characters[at]);
			if (waiting === 'end') return true;
			reached = this.taking(waiting, characters[at] ?? '');
		}
		return false;
	}

	/** The steps that wait for a character, from all that were reached; `end` when one of them ends the pattern. */
	private follow(from: number[], before?: string, after?: string): number[] | 'end' {
		const seen = new Set<number>();
		const open = from;
		const waiting: number[] = [];
		for (let place = open.pop(); place !== undefined; place = open.pop()) {
			const step = this.steps[place]!;
			if (seen.has(place)) continue;
			seen.add(place);
			if (step.kind === 'end') return 'end';
			if (step.kind === 'character') waiting.push(place);
			else if (step.kind === 'fork') open.push(...step.next);
			else if (step.holds(before, after)) open.push(step.next);
		}
		return waiting;
	}

	private taking(waiting: number[], character: string): number[] {
		return waiting.flatMap((place) => {
			const step = this.steps[place]!;
			return step.kind === 'character' && step.is.test(character) ? [step.next] : [];
		});
	}
}
