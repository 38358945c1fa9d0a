import { randomUUID } from 'node:crypto';

export type ConnectionStatus = 'ACTIVE' | 'PENDING' | 'FAILED';

/** A Maton connection with what Maton knows of the account behind it. */
export interface Connection {
	id: string;
	matonKey: string;
	app: string;
	method: string;
	status: ConnectionStatus;
	created: Date;
	updated: Date;
	sessionToken: string;
	/** The stored WATI account and token; absent for other apps. */
	wati?: { tenantId: string; token: string };
	/** The WhatsApp Business Account behind a connection of Meta's Cloud API. */
	businessAccountId?: string;
}

/** All connections, oldest first. */
export class ConnectionList {
	private list: Connection[] = [];

	add(
		connection: Pick<Connection, 'matonKey' | 'app' | 'status' | 'wati' | 'businessAccountId'> &
			Partial<Pick<Connection, 'id' | 'created'>>,
	): Connection {
		const created = connection.created ?? new Date();
		const stored: Connection = {
			id: randomUUID(),
			method: connection.app === 'wati' ? 'API_KEY' : 'OAUTH2',
			created,
			updated: created,
			sessionToken: randomUUID().replace(/-/g, ''),
			...connection,
		};
		this.list.push(stored);
		return stored;
	}

	of(matonKey: string): Connection[] {
		return this.list.filter((connection) => connection.matonKey === matonKey);
	}

	find(matonKey: string, id: string): Connection | undefined {
		return this.of(matonKey).find((connection) => connection.id === id);
	}

	bySession(sessionToken: string): Connection | undefined {
		return this.list.find((connection) => connection.sessionToken === sessionToken);
	}

	remove(connection: Connection): void {
		this.list = this.list.filter((other) => other !== connection);
	}

	/** What happens when the person finishes (or fails) the page behind the connection's link. */
	settle(connection: Connection, status: ConnectionStatus): void {
		connection.status = status;
		connection.updated = new Date();
	}
}
