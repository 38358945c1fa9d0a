import { defineResource } from '../../../shared/fields/operation';
import { tokenOnly } from '../credential-notices';
import { addTag } from './addTag.operation';
import { assignOperator } from './assignOperator.operation';
import { getMessages } from './getMessages.operation';
import { removeTag } from './removeTag.operation';
import { showTyping } from './showTyping.operation';
import { updateStatus } from './updateStatus.operation';

export const conversation = defineResource(
	'conversation',
	'updateStatus',
	[addTag, assignOperator, getMessages, removeTag, showTyping, updateStatus].map(tokenOnly),
);
