import type { z } from 'zod';
import { findBlock, hasBlock } from '../catalogue/index.ts';
import { groupGraph, isGroup } from './groups.ts';
import { documentSchema, documentVersion, type ProjectDocument } from './document.ts';

export type ParsedDocument = { readonly document: ProjectDocument } | { readonly error: string };

/** Largest project file read, in characters: far above any real one, far below what would hang the program. */
const maxLength = 50_000_000;

/** Reads the text of a `.netloom.json`. One message says what is wrong, where, and what to do; nothing half read comes out. */
export function parseDocument(text: string): ParsedDocument {
  if (text.length > maxLength) return { error: `the file is larger than ${maxLength / 1e6} MB: it is not a project of this program` };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { error: `the file is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  return checkDocument(json);
}

/** The same for a value that is parsed already: what came over the contract or out of the store. */
export function checkDocument(json: unknown): ParsedDocument {
  if (typeof json !== 'object' || json === null || !('format' in json) || json.format !== 'netloom-project') {
    return { error: 'this is not a Netloom project: "format" must be "netloom-project"' };
  }
  if ('version' in json && typeof json.version === 'number' && json.version > documentVersion) {
    return { error: `the project is of version ${json.version}, this program reads up to ${documentVersion}: update Netloom` };
  }
  const parsed = documentSchema.safeParse(json);
  if (!parsed.success) return { error: findEndless(json) ?? firstIssue(parsed.error) };
  const dangling = findBroken(parsed.data);
  return dangling === null ? { document: migrateValues(parsed.data) } : { error: dangling };
}

/** Says which number has no end: `1e999` in a file is read as Infinity, which can be neither computed with nor written again. */
function findEndless(json: object): string | null {
  // A list and not a recursion: a file may be nested deeper than the stack.
  const waiting: (readonly [path: string, value: unknown])[] = [['', json]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [path, value] = next;
    if (typeof value === 'number' && !Number.isFinite(value)) return `"${path}" must be a finite number, not ${value}`;
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) waiting.push([path === '' ? key : `${path}.${key}`, inner]);
  }
  return null;
}

function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  if (!issue) return 'the project does not have the right form';
  const where = issue.path.length === 0 ? 'the project' : `"${issue.path.map(String).join('.')}"`;
  return `${where}: ${issue.message}`;
}

function findBroken(document: ProjectDocument): string | null {
  if (!Object.hasOwn(document.graphs, document.root)) return `"root" names the graph "${document.root}", which is not in the file`;
  for (const [key, graph] of Object.entries(document.graphs)) {
    if (graph.id !== key) return `"graphs.${key}.id" is "${graph.id}": it must be "${key}"`;
    for (const [id, node] of Object.entries(graph.nodes)) {
      const where = `"graphs.${key}.nodes.${id}"`;
      if (node.id !== id) return `${where} has the id "${node.id}": both must be equal`;
      if (!hasBlock(node.kind))
        return `${where}: unknown block "${node.kind}"; the file may be of a newer version, or the name is misspelt`;
      if (node.version > findBlock(node.kind).version)
        return `${where} was written by a newer version of ${findBlock(node.kind).title}: update Netloom`;
      if (isGroup(node) && !groupGraph(document.graphs, node))
        return `${where} stands for the graph ${JSON.stringify(node.values['graph'] ?? '').slice(0, 60)}, which is not in the file`;
    }
    const taken = new Set<string>();
    for (const [id, edge] of Object.entries(graph.edges)) {
      const where = `"graphs.${key}.edges.${id}"`;
      if (edge.id !== id) return `${where} has the id "${edge.id}": both must be equal`;
      const source = Object.hasOwn(graph.nodes, edge.source.node) ? graph.nodes[edge.source.node] : undefined;
      const target = Object.hasOwn(graph.nodes, edge.target.node) ? graph.nodes[edge.target.node] : undefined;
      if (!source || !target) return `${where} ends at "${source ? edge.target.node : edge.source.node}", which is not in the graph`;
      if (!findBlock(source.kind).outputs.some((port) => port.name === edge.source.port))
        return `${where}: ${source.kind} has no output "${edge.source.port}"`;
      const port = findBlock(target.kind).inputs.find((candidate) => candidate.name === edge.target.port);
      if (!port) return `${where}: ${target.kind} has no input "${edge.target.port}"`;
      const place = JSON.stringify([target.id, port.name, port.variadic ? edge.target.index : 0]);
      if (taken.has(place)) return `${where}: the input "${port.name}" of "${target.id}" has two wires in one place`;
      taken.add(place);
    }
  }
  return null;
}

/** Lifts the values of older blocks to the newest version of each. */
function migrateValues(document: ProjectDocument): ProjectDocument {
  const old = Object.values(document.graphs).some((graph) =>
    Object.values(graph.nodes).some((node) => node.version < findBlock(node.kind).version),
  );
  if (!old) return document;
  const graphs = Object.fromEntries(
    Object.entries(document.graphs).map(([key, graph]) => [
      key,
      { ...graph, nodes: Object.fromEntries(Object.entries(graph.nodes).map(([id, node]) => [id, migrateNode(node)])) },
    ]),
  );
  return { ...document, graphs };
}

type Node = ProjectDocument['graphs'][string]['nodes'][string];

function migrateNode(node: Node): Node {
  const { migrations = [], version } = findBlock(node.kind);
  const values = migrations
    .slice(node.version - 1)
    .reduce((older, migrate) => ({ ...migrate(older as Parameters<typeof migrate>[0]) }), { ...node.values } as object);
  return { ...node, version, values: values as Node['values'] };
}

/** The text of a `.netloom.json`: keys in a fixed order, so that equal projects give equal files. */
export function formatDocument(document: ProjectDocument): string {
  const sorted = <T>(record: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const graphs = Object.fromEntries(
    Object.entries(sorted(document.graphs)).map(([key, graph]) => [
      key,
      { ...graph, nodes: sorted(graph.nodes), edges: sorted(graph.edges) },
    ]),
  );
  return `${JSON.stringify({ ...document, graphs }, null, 2)}\n`;
}
