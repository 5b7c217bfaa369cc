import type { Edge, Graph } from './document.ts';

/** The wires that end at each port of each node, in their order. One pass over the edges. */
export type Wires = ReadonlyMap<string, ReadonlyMap<string, readonly Edge[]>>;

export function incomingWires(graph: Graph): Wires {
  const wires = new Map<string, Map<string, Edge[]>>();
  for (const edge of Object.values(graph.edges)) {
    const ports = wires.get(edge.target.node) ?? new Map<string, Edge[]>();
    wires.set(edge.target.node, ports);
    const list = ports.get(edge.target.port) ?? [];
    ports.set(edge.target.port, list);
    list.push(edge);
  }
  for (const ports of wires.values()) {
    for (const list of ports.values()) list.sort((a, b) => a.target.index - b.target.index || (a.id < b.id ? -1 : 1));
  }
  return wires;
}
