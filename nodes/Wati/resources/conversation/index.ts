import { defineResource } from '../../../shared/fields/operation';
import { tokenOnly } from '../credential-notices';
import { addTag } from './addTag.operation';
import { assign } from './assign.operation';
import { removeTag } from './removeTag.operation';
import { resumeBot } from './resumeBot.operation';
import { showTyping } from './showTyping.operation';
import { updateStatus } from './updateStatus.operation';

export const conversation = defineResource('conversation', 'assign', [
	tokenOnly(addTag),
	assign,
	tokenOnly(removeTag),
	resumeBot,
	tokenOnly(showTyping),
	tokenOnly(updateStatus),
]);
