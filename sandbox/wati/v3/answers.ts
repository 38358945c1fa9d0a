import { Refusal } from '../../http/exchange';

/** v3's error object, as 400, 403, 404, 409 and 500 carry it; 401 and 429 have no body (official OpenAPI). */
export function v3Error(status: number, message: string, code = status): Refusal {
	return new Refusal({
		status,
		json: { code, message, timestamp: new Date().toISOString() },
	});
}
