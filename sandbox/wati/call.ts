import type { Answer, ReceivedRequest } from '../http/exchange';
import type { LimitedEndpoint } from '../http/limits';
import type { RouteRow } from '../http/route';
import type { Settings } from '../settings';
import type { Tenant } from '../state/wati/tenant';
import type { World } from '../state/world';

/** One authenticated call of a WATI endpoint. */
export interface WatiCall {
	world: World;
	tenant: Tenant;
	settings: Settings;
	request: ReceivedRequest;
	/** Decoded path parameters. */
	params: Record<string, string>;
	/** Receivers a bulk send drops without a word. */
	leftOut: ReadonlySet<string>;
	/** Notes that the account changed. */
	tookEffect(): void;
}

/** One line of WATI's route table. */
export interface WatiRoute extends RouteRow {
	/** Whether Maton lists the endpoint and forwards it. */
	throughMaton: boolean;
	/** The published limit it falls under. */
	limit?: LimitedEndpoint;
	/** WATI labels the JSON of some answers as text. */
	contentType?: 'text/plain; charset=utf-8';
	handle(call: WatiCall): Answer;
}
