import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

import { parseBody } from '../http/body';
import type { Destination, Effects, Environment } from './dispatch';
import { reshapeAnswer, rewriteQuery } from '../faults/answer-shapes';
import { dripAnswer, pourAnswer, switchProtocols } from '../faults/endless-answers';
import { answerOfFault } from '../faults/fault-answers';
import type { Fault, FaultStore } from '../faults/fault-store';
import { splitOnce } from './foreign-host';
import {
	Refusal,
	breakOffAnswer,
	encodeAnswer,
	flatHeaders,
	readBytes,
	sendAnswer,
	type Answer,
	type ReceivedRequest,
} from '../http/exchange';
import { connectPage } from '../maton/connect-page';
import { matonConnections } from '../maton/connections';
import { serveMetaHost } from '../meta/graph-host';
import { matonGateway, metaGateway } from '../maton/gateway';
import type { Recorder } from './recorder';
import { watiSide } from '../wati/side';

/** Reads a request off the wire. */
export async function receive(request: IncomingMessage): Promise<ReceivedRequest> {
	const at = Date.now();
	const url = request.url ?? '/';
	const [path, search] = splitOnce(url, '?');
	const headers = flatHeaders(request);
	const body = parseBody(headers['content-type'] ?? '', await readBytes(request));
	const query = new URLSearchParams(search);
	return { method: request.method ?? 'GET', url, path, query, headers, body, at };
}

/** Serves Maton's, WATI's and Meta's side. */
export async function serve(
	environment: Environment,
	faults: FaultStore,
	recorder: Recorder,
	request: ReceivedRequest,
	response: ServerResponse,
): Promise<void> {
	const destination = findDestination(environment, request);
	const record = recorder.begin(request, {
		side: destination.side,
		path: destination.path,
		endpoint: destination.endpoint,
	});
	const send = (answer: Answer, bytes?: Buffer) => {
		recorder.finish(record, answer, bytes?.length ?? encodeAnswer(answer).bytes.length);
		sendAnswer(response, answer, bytes);
	};
	if ('refusal' in destination) {
		send(destination.refusal);
		return;
	}
	const hits = faults.take(destination.endpoint);
	const fault = (kind: Fault['kind']) => hits.find((hit) => hit.kind === kind);
	const latency = fault('latency');
	if (latency) await wait(latency.latencyMs ?? 1000, undefined, { ref: false });
	const run = () =>
		buildAnswer(destination, {
			leftOut: new Set(fault('leaveOut')?.whatsappNumbers),
			tookEffect: () => {
				record.tookEffect = true;
			},
		});
	if (fault('dropBefore')) {
		response.destroy();
		return;
	}
	const shape = fault('reshape');
	const instead = fault('status') ?? fault('html') ?? fault('answer') ?? shape;
	const faulty = instead && answerOfFault(instead);
	if (faulty) {
		if (instead.tookEffect === true) await run();
		send(faulty);
		return;
	}
	if (shape?.shape) rewriteQuery(shape.shape, request.query);
	const honest = await run();
	const answer = shape?.shape ? reshapeAnswer(shape.shape, honest) : honest;
	if (fault('dropAfter')) {
		response.destroy();
		return;
	}
	if (fault('breakOff')) {
		breakOffAnswer(response, answer);
		return;
	}
	if (fault('switch')) {
		switchProtocols(response);
		return;
	}
	const drip = fault('drip');
	if (drip ?? fault('pour')) {
		recorder.finish(record, answer, 0);
		if (drip) dripAnswer(response, answer, drip.latencyMs ?? 1_000);
		else pourAnswer(response, answer);
		return;
	}
	const { bytes } = encodeAnswer(answer);
	send(answer, fault('truncate') ? bytes.subarray(0, bytes.length >> 1) : undefined);
}

function findDestination(environment: Environment, request: ReceivedRequest): Destination {
	const ofMeta = serveMetaHost(environment, request);
	if (ofMeta) return ofMeta;
	const { path, url } = request;
	const { maxUrlLength } = environment.settings;
	if (maxUrlLength > 0 && url.length > maxUrlLength) {
		const side = path.startsWith('/wati/') ? 'maton' : 'wati';
		return { side, path, endpoint: 'unknown', refusal: { status: 414 } };
	}
	if (path === '/connect') return connectPage(environment, request);
	if (/^\/connections(\/|$)/.test(path)) return matonConnections(environment, request);
	if (/^\/wati(\/|$)/.test(path)) return matonGateway(environment, request);
	if (/^\/whatsapp-business(\/|$)/.test(path)) return metaGateway(environment, request);
	return watiSide(environment, request);
}

async function buildAnswer(
	destination: Extract<Destination, { handle: unknown }>,
	effects: Effects,
): Promise<Answer> {
	try {
		return await destination.handle(effects);
	} catch (error) {
		if (error instanceof Refusal) return error.answer;
		throw error;
	}
}
