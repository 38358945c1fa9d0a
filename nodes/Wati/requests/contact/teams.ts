import type { IDataObject } from 'n8n-workflow';

import { readEntries, InputError, type ParameterSource } from '../../../shared/parameters/input';
import type { Step } from '../../../shared/parameters/pre-send';

/** Names of the chosen teams. @throws InputError when there is none */
export function readTeams(context: ParameterSource): string[] {
	const teams = readEntries(context.getNodeParameter('teams', ''), 'Teams');
	if (teams.length > 0) return teams;
	throw new InputError(
		"The field 'Teams' is empty",
		'Enter the name of at least one team in WATI.',
	);
}

/** PUT /contacts/teams (official OpenAPI). */
export const teamsInBody: Step = function (options) {
	options.body = { ...(options.body as IDataObject), teams: readTeams(this) };
	return options;
};
