import { defineResource } from '../../../shared/fields/operation';
import { tokenOnly } from '../credential-notices';
import { getAll } from './getAll.operation';
import { schedule } from './schedule.operation';
import { send } from './send.operation';
import { sendToMany } from './sendToMany.operation';
import { sendViaCsv } from './sendViaCsv.operation';

export const template = defineResource('template', 'send', [
	getAll,
	tokenOnly(schedule),
	send,
	sendToMany,
	sendViaCsv,
]);
