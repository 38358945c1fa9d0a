import type { MessageOverrides } from '../../nodes/shared/errors/catalogue';
import { META_CODES, META_CODES_SOURCE } from '../../nodes/services/meta/errors/codes';
import { DIRECT_MESSAGES, META_MESSAGES } from '../../nodes/services/meta/errors/messages';
import { WATI_FAILURES } from '../../nodes/services/wati/errors/messages';

/** Rows that are said in another way than in the table before. */
function listOwnRows(messages: MessageOverrides): string[] {
	return Object.entries(messages).map(
		([code, { message = 'as above', advice = 'as above' }]) =>
			`| \`${code}\` | ${message} | ${advice} |`,
	);
}

/** Meta's numbers and the codes they lead to. */
function metaNumbers(): string[] {
	return Object.entries(META_CODES).map(
		([number, { code, meaning, advice, isVague, isRetriable }]) =>
			`| ${number} | ${isVague ? 'by the HTTP status; in events ' : ''}\`${code}\` | ${meaning}${advice ? `. ${advice}` : ''} | ${isRetriable ? 'yes' : 'no'} |`,
	);
}

/** The page about failures, made from the catalogue that the nodes themselves use. */
export function errorsPage(): string {
	const rows = Object.entries(WATI_FAILURES).map(
		([code, { message, advice }]) => `| \`${code}\` | ${message} | ${advice} |`,
	);
	return `# What can go wrong, and what to do

When a request fails, the node shows the message and, as the description, the advice below, followed by the words of WATI, Maton or
Meta. The code is stable: workflows can branch on it.

- When the node stops on an error, the code is in \`context.code\` of the error.
- With **On Error** set to *Continue*, each failed item contains the same facts:
  \`{ "error": message, "message": advice, "details": { "code", "httpCode", "itemIndex" } }\`, linked to its input item.
- A failed send also has \`accepted\` and \`details.outcome\`: \`notSent\`, \`partlySent\` (some messages of a long text left), \`repeated\` (the list has the person already), \`optedOut\` or
  \`unknown\`. **To send again, test that \`details.outcome\` *is equal to* \`notSent\`.** \`accepted\` is \`null\` after an unknown outcome, which n8n's IF node takes for false. Whether another try can help, \`details.code\` says: after \`number-refused\`, correct the number first.
- \`[Item 0]\` at the end of a description means the first item: n8n counts items from 0.

| Code | Message | What to do |
| --- | --- | --- |
${rows.join('\n')}

## WhatsApp Business

The codes are the same. If the cause is in Meta, the text differs:

| Code | Message | What to do |
| --- | --- | --- |
${listOwnRows(META_MESSAGES).join('\n')}

With the credential *WhatsApp API*:

| Code | Message | What to do |
| --- | --- | --- |
${listOwnRows(DIRECT_MESSAGES).join('\n')}

Meta has a number for each failure. It is in \`context.serviceCode\` of the error and in \`details.serviceCode\` of the item. Numbers
from 200 to 299 mean missing permissions, like 10. For any number that is not in this table, the HTTP status decides. Numbers from 2388012 on are
subcodes of refused templates and phone numbers. The source is Meta's [${META_CODES_SOURCE.title}](${META_CODES_SOURCE.url}), read on
${META_CODES_SOURCE.date}.

The event *Message Failed* of the trigger and *Wait for Delivery* report the same in \`failure\`: \`code\` is Meta's number, \`detail\` its
words and \`reason\` the code of this page, next to \`meaning\`, \`advice\` and \`retriable\`. *Retriable* says if the same message can
arrive when you send it again a few minutes later without changes.

| Number | Code | Meaning, and what to do beyond the advice of the code | Retriable |
| --- | --- | --- | --- |
${metaNumbers().join('\n')}

\`npm run docs\` generates this page.
`;
}
