import type { Ids } from '../ids';
import type { BroadcastItem, Contact, NameValue, Template } from './shapes';

/** One person a broadcast is for. */
export interface BroadcastRecipient {
	id: string;
	/** As the request named the person. */
	target: string;
	/** Absent until the message left to somebody new. */
	contact?: Contact;
	localMessageId: string;
	parameters: NameValue[];
	created: string;
	/** The message; absent until it left. */
	item?: BroadcastItem;
}

/** A template that went out to many, or is to go out, under one name. */
export interface Broadcast {
	id: string;
	name: string;
	template: Template;
	/** Null for the default channel. */
	channelId: string | null;
	created: string;
	lastUpdated: string;
	scheduledAt: string;
	/** Whether its time has come. */
	hasLeft: boolean;
	recipients: BroadcastRecipient[];
}

/** The broadcasts of one account. */
export class BroadcastStore {
	private readonly broadcasts: Broadcast[] = [];

	constructor(private readonly ids: Ids) {}

	/** Those of a channel, the newest first. */
	ofChannel(channelId: string | null): Broadcast[] {
		return this.broadcasts.filter((one) => one.channelId === channelId).reverse();
	}

	find(id: string): Broadcast | undefined {
		return this.broadcasts.find((one) => one.id === id);
	}

	/** A new broadcast without recipients; with a time it waits for it. */
	add(
		draft: Pick<Broadcast, 'name' | 'template'> & Partial<Pick<Broadcast, 'channelId'>>,
		scheduledAt?: number,
	): Broadcast {
		const created = new Date().toISOString();
		const broadcast: Broadcast = {
			id: this.ids.object(),
			channelId: null,
			...draft,
			created,
			lastUpdated: created,
			scheduledAt: scheduledAt === undefined ? created : new Date(scheduledAt).toISOString(),
			hasLeft: scheduledAt === undefined,
			recipients: [],
		};
		this.broadcasts.push(broadcast);
		return broadcast;
	}

	/** What v1 and v2 send under a name goes into the broadcast of that name and template. */
	named(name: string, template: Template): Broadcast {
		const known = this.ofChannel(null).find(
			(one) => one.hasLeft && one.name === name && one.template === template,
		);
		return known ?? this.add({ name, template });
	}

	/** Adds a recipient. */
	join(
		broadcast: Broadcast,
		recipient: Omit<BroadcastRecipient, 'id' | 'created'>,
	): BroadcastRecipient {
		const created = new Date().toISOString();
		const joined = { id: this.ids.object(), created, ...recipient };
		broadcast.recipients.push(joined);
		broadcast.lastUpdated = created;
		return joined;
	}
}
