import { EventEmitter } from 'node:events';

/** Keeps what a node writes to the express response it is given. */
export class RecordedResponse extends EventEmitter {
	statusCode = 200;
	headersSent = false;
	body: unknown;
	readonly headers: Record<string, unknown> = {};

	status(code: number): this {
		this.statusCode = code;
		return this;
	}

	setHeader(name: string, value: unknown): this {
		this.headers[name.toLowerCase()] = value;
		return this;
	}

	getHeader(name: string): unknown {
		return this.headers[name.toLowerCase()];
	}

	set(name: string, value: unknown): this {
		return this.setHeader(name, value);
	}

	header(name: string, value: unknown): this {
		return this.setHeader(name, value);
	}

	type(value: string): this {
		return this.setHeader('content-type', value);
	}

	writeHead(code: number, headers: Record<string, unknown> = {}): this {
		Object.entries(headers).forEach(([name, value]) => this.setHeader(name, value));
		return this.status(code);
	}

	write(chunk: unknown): boolean {
		this.body = this.body === undefined ? chunk : String(this.body) + String(chunk);
		return true;
	}

	json(value: unknown): this {
		return this.type('application/json').send(value);
	}

	send(value?: unknown): this {
		return this.end(value);
	}

	sendStatus(code: number): this {
		return this.status(code).end();
	}

	/** Ends as n8n does, once it has stored the execution and the static data. */
	answer(code: number): void {
		this.status(code).end();
	}

	end(value?: unknown): this {
		if (value !== undefined) this.body = value;
		this.headersSent = true;
		this.emit('finish');
		return this;
	}
}
