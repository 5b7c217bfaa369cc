import { isFiles, isItem, type Value, type Values } from '../catalogue/params.ts';
import type { GraphNode } from './document.ts';

type Json = GraphNode['values'][string];

function valueToJson(value: Value): Json {
  if (Array.isArray(value)) return value.map((entry: Value) => valueToJson(entry));
  if (isItem(value)) return { kind: value.kind, values: toJson(value.values) };
  // Plain data already, and never changed.
  if (isFiles(value)) return value as unknown as Json;
  if (typeof value === 'object' && value !== null) throw new TypeError('a value is a list, an item or files');
  return value;
}

/** Values as they stand in a document: plain JSON, nothing shared with the catalogue's defaults. */
export function toJson(values: Values): Record<string, Json> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, valueToJson(value)]));
}
