import { createHmac } from 'node:crypto';

import fc from 'fast-check';

import type { WebhookOptions } from '../../test/harness';
import { anything, payloads } from '../../test/trigger/service/generators';
import { bodies } from '../../test/whatsapp-business-trigger/generators';

/** What the tested triggers take calls with. */
export const SECRET = 'a5'.repeat(32);
export const APP_SECRET = 'c3'.repeat(16);
export const VERIFY_TOKEN = 'fuzz verify token';

/** A call as it comes over the wire, and whether its sender knows the secret. */
export interface FuzzCall {
	isVerified: boolean;
	options: Pick<WebhookOptions, 'query' | 'headers' | 'body' | 'rawBody' | 'method' | 'webhook'>;
}

/** Names that lead to what all objects share. */
const SHARED = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];

/** A payload with such a name somewhere, as JSON can hold it. */
const polluting = fc
	.tuple(fc.constantFrom(...SHARED), fc.constantFrom(...SHARED), payloads)
	.map(([outer, inner, payload]) => {
		const planted = `{"${outer}":{"${inner}":{"polluted":true},"polluted":true}`;
		const [, rest = '}'] = /^\{(.*)$/s.exec(JSON.stringify(payload)) ?? [];
		return rest === '}' ? `${planted}}` : `${planted},${rest}`;
	});

const deep = fc
	.tuple(fc.integer({ min: 1, max: 5_000 }), fc.constantFrom(['[', ']'], ['{"a":', '}']))
	.map(([levels, [open, close]]) => {
		const nested = `${open!.repeat(levels)}1${close!.repeat(levels)}`;
		return `{"eventType":"message","data":${nested}}`;
	});

const wide = fc
	.tuple(
		fc.integer({ min: 1, max: 200_000 }),
		fc.constantFrom('a', '.', ' ', '_', 'http://', '\\n'),
	)
	.map(([times, piece]) => {
		const text = piece.repeat(Math.ceil(times / piece.length));
		return `{"eventType":"message","id":"w","waId":"14155550101","type":"location","text":"${text}"}`;
	});

function toJson(value: unknown): string {
	try {
		return JSON.stringify(value) ?? '';
	} catch {
		return '{"eventType":"message","data":"could not be written"}';
	}
}

/** Cuts or changes a text at one place, so that it may no longer be JSON. */
const broken = (texts: fc.Arbitrary<string>) =>
	fc.tuple(texts, fc.nat(), fc.string({ maxLength: 4 })).map(([text, place, piece]) => {
		const at = place % (text.length + 1);
		return `${text.slice(0, at)}${piece}${text.slice(at + piece.length)}`;
	});

const asText = (values: fc.Arbitrary<unknown>) => values.map(toJson);

const watiBodies = fc.oneof(
	{ weight: 8, arbitrary: asText(payloads) },
	{ weight: 2, arbitrary: asText(anything) },
	{ weight: 2, arbitrary: polluting },
	{ weight: 1, arbitrary: broken(asText(payloads)) },
	{ weight: 1, arbitrary: deep },
	{ weight: 1, arbitrary: wide },
	{ weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);

const metaBodies = fc.oneof(
	{ weight: 8, arbitrary: asText(bodies) },
	{ weight: 2, arbitrary: asText(anything) },
	{ weight: 1, arbitrary: polluting },
	{ weight: 1, arbitrary: broken(asText(bodies)) },
	{ weight: 1, arbitrary: deep },
);

const types = fc.oneof(
	{ weight: 6, arbitrary: fc.constant('application/json') },
	{
		weight: 2,
		arbitrary: fc.constantFrom(
			...['', 'text/plain', 'application/json; charset=utf-8', 'application/cloudevents+json'],
			...['application/x-www-form-urlencoded', 'multipart/form-data', 'text/html', 'application/'],
		),
	},
	{ weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
);

/** The body as n8n's server hands it over: parsed where that goes, else as text. */
function received(rawBody: string): unknown {
	try {
		return JSON.parse(rawBody) as unknown;
	} catch {
		return rawBody;
	}
}

const otherHeaders = fc.dictionary(
	fc.constantFrom('user-agent', 'x-forwarded-for', 'authorization', 'content-length', 'cookie'),
	fc.string({ maxLength: 60 }),
);

const wrongSecrets = fc.oneof(
	fc.constant(undefined),
	fc.constantFrom<string | string[]>('', SECRET.slice(1), `${SECRET} `, SECRET.toUpperCase()),
	fc.constantFrom<string | string[]>([SECRET, SECRET], [], [SECRET]),
	fc.string(),
);

/** Calls of WATI Trigger: two of three know the secret. */
export const watiCalls: fc.Arbitrary<FuzzCall> = fc
	.record({
		isVerified: fc.constantFrom(true, true, false),
		wrong: wrongSecrets,
		type: types,
		headers: otherHeaders,
		rawBody: watiBodies,
	})
	.map(({ isVerified, wrong, type, headers, rawBody }) => {
		const token = isVerified ? SECRET : wrong;
		const query: FuzzCall['options']['query'] = token === undefined ? {} : { token };
		return {
			isVerified,
			options: {
				query,
				headers: { ...headers, 'content-type': type },
				rawBody,
				body: received(rawBody),
			},
		};
	});

const sign = (rawBody: string, secret = APP_SECRET) =>
	`sha256=${createHmac('sha256', secret).update(rawBody).digest('hex')}`;

const wrongSignatures = fc.oneof(
	fc.constant(undefined),
	fc.constantFrom('', 'sha256=', `sha256=${'0'.repeat(64)}`, sign('another body')),
	fc.string({ maxLength: 80 }),
);

/** Calls of WhatsApp Business Trigger: two of three are signed. */
export const metaCalls: fc.Arbitrary<FuzzCall> = fc
	.record({
		isVerified: fc.constantFrom(true, true, false),
		wrong: wrongSignatures,
		type: types,
		headers: otherHeaders,
		rawBody: metaBodies,
	})
	.map(({ isVerified, wrong, type, headers, rawBody }) => {
		const signature = isVerified ? sign(rawBody) : wrong;
		return {
			isVerified,
			options: {
				query: {},
				headers: {
					...headers,
					'content-type': type,
					...(signature === undefined ? {} : { 'x-hub-signature-256': signature }),
				},
				rawBody,
				body: received(rawBody),
			},
		};
	});

/** Visits of the addresses by browsers and by Meta's verification. */
export const visits: fc.Arbitrary<FuzzCall> = fc
	.dictionary(
		fc.constantFrom('token', 'hub.mode', 'hub.verify_token', 'hub.challenge', 'hub', '__proto__'),
		fc.oneof(
			fc.constantFrom('subscribe', VERIFY_TOKEN, SECRET, '<script>alert(1)</script>'),
			fc.string(),
			fc.array(fc.string(), { maxLength: 3 }),
		),
	)
	.map((query) => ({
		isVerified: false,
		options: { method: 'GET', webhook: 'setup', query, headers: {} },
	}));
