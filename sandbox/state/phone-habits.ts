/** What a customer's phone does with what arrives. */
export interface PhoneHabits {
	/** Whether messages reach it; false for a phone that is off. Default true. */
	delivered?: boolean;
	/** Whether it tells that they were read. Default true. */
	read?: boolean;
	/** WhatsApp's ID of the person where it differs from what is usual in the country, digits only. */
	whatsappId?: string;
	/** Why WhatsApp refuses messages to it; they fail instead of being delivered. */
	failure?: { code: string; detail: string };
}
