import { defineResource } from '../../../shared/fields/operation';
import { getAll } from './getAll.operation';
import { schedule } from './schedule.operation';
import { send } from './send.operation';
import { sendToMany } from './sendToMany.operation';
import { sendViaCsv } from './sendViaCsv.operation';

export const template = defineResource('template', 'send', [
	getAll,
	schedule,
	send,
	sendToMany,
	sendViaCsv,
]);
