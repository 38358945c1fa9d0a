import { defineResource } from '../../../shared/fields/operation';
import { tokenOnly } from '../credential-notices';
import { getAll } from './getAll.operation';
import { getStatus } from './getStatus.operation';
import { sendAndWaitForApproval } from './sendAndWaitForApproval.operation';
import { sendAndWaitForReply } from './sendAndWaitForReply.operation';
import { sendButtons } from './sendButtons.operation';
import { sendFile } from './sendFile.operation';
import { sendList } from './sendList.operation';
import { sendText } from './sendText.operation';
import { waitForDelivery } from './waitForDelivery.operation';

export const message = defineResource('message', 'sendText', [
	getAll,
	tokenOnly(getStatus),
	sendAndWaitForApproval,
	sendAndWaitForReply,
	sendButtons,
	sendFile,
	sendList,
	sendText,
	waitForDelivery,
]);
