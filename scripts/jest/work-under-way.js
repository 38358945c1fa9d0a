const { subscribe } = require('node:diagnostics_channel');

const clients = new Set();
const servers = new Map();

subscribe('net.client.socket', ({ socket }) => {
	clients.add(socket);
	socket.once('close', () => clients.delete(socket));
});

subscribe('net.server.socket', ({ socket }) => {
	const { remotePort } = socket;
	servers.set(remotePort, socket);
	socket.once('close', () => {
		if (servers.get(remotePort) === socket) servers.delete(remotePort);
	});
});

/** Whether bytes have left one end of a connection and not reached the other, where both ends are in this process. */
function isInTransit(client) {
	if (client.connecting) return true;
	const server = servers.get(client.localPort);
	if (server === undefined) return client.bytesRead === 0;
	return client.bytesWritten !== server.bytesRead || server.bytesWritten !== client.bytesRead;
}

/** Files, names and connections that Node asks the system for, by the names of Node's own classes. */
const REQUEST =
	/^(FSReq|GetAddrInfo|GetNameInfo|TCPConnect|Write|Shutdown)|Req(uest)?(Wrap)?$|Job$/;

const OTHER_PROGRAM = /^(Process|Worker)/;

/** How many events the loop has taken from the system so far. */
const countEvents = () => performance.nodeTiming.uvMetricsInfo?.events ?? 0;

/** What this process or another one is at work on, as far as Node shows it. */
function findWork() {
	const resources = process.getActiveResourcesInfo();
	if (resources.some((name) => OTHER_PROGRAM.test(name))) return 'other program';
	if (resources.some((name) => REQUEST.test(name))) return 'system';
	return [...clients].some(isInTransit) ? 'network' : undefined;
}

module.exports = { countEvents, findWork };
