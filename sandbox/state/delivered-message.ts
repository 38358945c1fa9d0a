/** What the customer has on the phone. */
export interface DeliveredMessage {
	whatsappNumber: string;
	tenantId: string;
	/** The business number it came from. */
	from: string;
	/** The wamid. */
	id: string;
	at: number;
	kind: 'text' | 'file' | 'buttons' | 'list' | 'template';
	/** Text, caption, or the rendered body. */
	text: string;
	/** wamid of the quoted message. */
	replyTo?: string;
	/** WATI's ID of the chatbot's run that wrote it; absent when a person or the API did. */
	chatbotTriggeredEventId?: string;
	file?: { fileName: string; contentType: string; size: number; sha256: string; path: string };
	header?: { kind: 'text' | 'image' | 'video' | 'document'; value: string };
	footer?: string;
	/** Titles of reply buttons; rendered URL or phone number of the others behind ` -> `. */
	buttons?: string[];
	buttonText?: string;
	sections?: Array<{ title: string; rows: Array<{ title: string; description: string }> }>;
	template?: {
		name: string;
		broadcastName: string;
		localMessageId: string;
		parameters: Array<{ name: string; value: string }>;
	};
}
