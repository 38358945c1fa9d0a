/** Leads connections of this process that are meant for Meta's own hosts to a simulator, see `meta-hosts.cjs`. */
export function leadToSimulator(port: number): { hosts: string[]; end: () => void };
