const { Agent } = require('node:https');
const { connect } = require('node:net');

/** Meta's own hosts as the simulator serves them, told apart by the Host header (`meta/graph-host.ts`). */
const META_HOSTS = ['graph.facebook.com', 'lookaside.fbsbx.com'];

/**
 * Leads connections of this process that are meant for Meta's own hosts to a simulator, as a hosts file and a
 * certificate would. The code under test names Meta's hosts and knows nothing of it: there is no setting in the package
 * that leads its token to another host. Connections to other hosts stay as they are.
 *
 * @param {number} port of the simulator on 127.0.0.1
 * @returns {{ hosts: string[], end: () => void }} every host that was to be connected to over TLS, and how to end it
 */
function leadToSimulator(port) {
	const { createConnection } = Agent.prototype;
	const hosts = [];
	Agent.prototype.createConnection = function (options, ...rest) {
		hosts.push(options.host);
		return META_HOSTS.includes(options.host)
			? connect({ host: '127.0.0.1', port })
			: createConnection.call(this, options, ...rest);
	};
	return { hosts, end: () => (Agent.prototype.createConnection = createConnection) };
}

module.exports = { leadToSimulator };

// For `node --require`, in a process of its own.
const { SIMULATOR_OF_META } = process.env;
if (SIMULATOR_OF_META) leadToSimulator(Number(SIMULATOR_OF_META));
