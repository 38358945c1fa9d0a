import {
	createServer,
	type IncomingMessage,
	type RequestListener,
	type Server,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A server that counts its connections. Everything it does is on the loopback. */
export class Host {
	readonly open = new Set<Socket>();

	count = 0;

	private readonly requests: IncomingMessage[] = [];

	private answer: RequestListener = () => undefined;

	private readonly server: Server = createServer((request, response) => {
		response.on('error', () => undefined);
		this.count += 1;
		this.requests.push(request);
		this.answer(request, response);
	});

	constructor() {
		this.server.on('connection', (socket: Socket) => {
			this.open.add(socket.on('error', () => undefined));
			socket.on('close', () => this.open.delete(socket));
		});
	}

	async listen(): Promise<void> {
		await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
	}

	get port(): number {
		return (this.server.address() as AddressInfo).port;
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	answerBy(answer: (response: ServerResponse, request: IncomingMessage) => void): void {
		this.answer = (request, response) => answer(response, request);
	}

	/** Reads on, so that connections see that their other end is gone. */
	resume(): void {
		for (const request of this.requests) request.resume();
		this.requests.length = 0;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((done) => this.server.close(done));
	}
}

/** This process's ends of connections to a port. */
export function connectionsTo(port: number): number {
	const { _getActiveHandles } = process as unknown as { _getActiveHandles(): Socket[] };
	return _getActiveHandles().filter(({ remotePort }) => remotePort === port).length;
}
