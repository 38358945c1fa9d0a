import type { BusinessAccount } from '../../state/business/account';
import { isObject, type JsonObject } from '../../http/json';
import { invalidParameter } from '../errors';
import { missing, notValid, requiredObject, textWithin } from '../inputs';
import { checkName, readParameters } from './parts';

/** Meta, "Interactive Flow messages" (2026-06-16): texts up to 30 characters without emoji are advised. */
const LONGEST_FLOW_BUTTON = 30;

/** Fields of the form at Meta (Meta, "Address messages", 2026-07-02; Singapore's until 2026). */
const ADDRESS_FIELDS: Record<string, string[]> = {
	IN: [
		'name',
		'phone_number',
		'in_pin_code',
		'house_number',
		'floor_number',
		'tower_number',
		'building_name',
		'address',
		'landmark_area',
		'city',
		'state',
	],
	SG: ['name', 'phone_number', 'sg_post_code', 'address', 'unit_number', 'city'],
};

/** A Flow of the account, by ID or name. That the others are refused with 131009 is a guess. */
export function checkFlow({ flows }: BusinessAccount, action: JsonObject): void {
	checkName(action, 'flow');
	const given = requiredObject(action, 'parameters');
	const { flow_id: id, flow_name: name, mode = 'published', flow_action: kind } = given;
	if ((id === undefined) === (name === undefined)) {
		throw invalidParameter('Exactly one of flow_id and flow_name is required');
	}
	if (given.flow_message_version !== '3') throw notValid('flow_message_version must be 3');
	const button = textWithin(given.flow_cta, 'flow_cta', LONGEST_FLOW_BUTTON);
	if (/\p{Extended_Pictographic}/u.test(button)) throw notValid('flow_cta must not contain emoji');
	const flow = flows.find((one) => one.id === id || one.name === name);
	if (!flow) throw notValid('The Flow does not exist in this business account');
	if (mode !== 'draft' && mode !== 'published') throw notValid('mode is draft or published');
	if ((flow.status === 'DRAFT') !== (mode === 'draft')) {
		throw notValid(`The Flow is in the status ${flow.status} and cannot be sent as ${mode}`);
	}
	checkFlowAction(kind, given.flow_action_payload);
}

function checkFlowAction(kind: unknown, payload: unknown): void {
	if (kind !== undefined && kind !== 'navigate' && kind !== 'data_exchange') {
		throw notValid('flow_action is navigate or data_exchange');
	}
	if (payload === undefined) return;
	if (kind === 'data_exchange') throw notValid('flow_action_payload goes with navigate only');
	const data = isObject(payload) ? payload.data : null;
	if (data === undefined) return;
	if (!isObject(data) || Object.keys(data).length === 0) {
		throw notValid('flow_action_payload.data must be an object that is not empty');
	}
}

/** @throws Refusal for another country, and for fields that its form does not have */
export function checkAddress(_account: BusinessAccount, action: JsonObject): void {
	checkName(action, 'address_message');
	const { country, values, saved_addresses: saved } = readParameters(action);
	if (country === undefined) throw missing("Parameter 'country' is mandatory");
	const fields = ADDRESS_FIELDS[String(country)];
	if (!fields) throw notValid(`Country ${String(country)} is not supported`);
	const known = isObject(values) ? Object.keys(values) : [];
	const other = known.find((name) => !fields.includes(name));
	if (other !== undefined) throw notValid(`Unexpected key "${other}" on param "values"`);
	if (saved !== undefined && !Array.isArray(saved)) throw notValid('saved_addresses is a list');
}
