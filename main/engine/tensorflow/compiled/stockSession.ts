import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TFJSBinding } from '@tensorflow/tfjs-node/dist/tfjs_binding.js';
import { dataTypes, encodeSavedModel, type Node } from './graphProto.ts';
import { assignVariables, readVariables, type Feed, type GraphNumbers, type GraphSession } from './graphSession.ts';
import type { GraphPart, Variable } from './graphWriter.ts';

/**
 * A session by tfjs-node's own binding. It takes a graph as a SavedModel file only, so one is written and removed again; to grow means a new
 * session, into which the variables are moved. A run holds the thread until it is done.
 */
export function stockSession(binding: TFJSBinding): GraphSession {
  return new StockSession(binding);
}

class StockSession implements GraphSession {
  readonly holdsData = false;
  readonly ownKernels = false;
  readonly #binding: TFJSBinding;
  readonly #nodes: Node[] = [];
  readonly #variables: Variable[] = [];
  /** Variables that have been given a value: others cannot be read. */
  readonly #set = new Set<string>();
  #id: number | null = null;

  constructor(binding: TFJSBinding) {
    this.#binding = binding;
  }

  async extend({ nodes, variables }: GraphPart): Promise<void> {
    const kept = this.#variables.filter(({ assign }) => this.#set.has(assign));
    const values = kept.length === 0 ? [] : await readVariables(this, kept);
    const before = this.#id;
    this.#nodes.push(...withCopies(nodes, variables));
    this.#variables.push(...variables);
    this.#id = this.#load();
    if (before !== null) this.#binding.deleteSavedModel(before);
    if (kept.length > 0)
      await assignVariables(
        this,
        kept.map((variable, at) => [variable, values[at] ?? new Float32Array()]),
      );
  }

  prepare(feeds: readonly Feed[], outputs: readonly string[]) {
    return async (runs: readonly (readonly GraphNumbers[])[]) => runs.map((numbers) => this.#run(feeds, outputs, numbers));
  }

  close(): void {
    if (this.#id !== null) this.#binding.deleteSavedModel(this.#id);
    this.#id = null;
  }

  #load(): number {
    const folder = mkdtempSync(join(tmpdir(), 'netloom-graph-'));
    try {
      writeFileSync(join(folder, 'saved_model.pb'), encodeSavedModel(this.#nodes));
      return this.#binding.loadSavedModel(folder, 'serve');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  #run(feeds: readonly Feed[], outputs: readonly string[], numbers: readonly GraphNumbers[]): GraphNumbers[] {
    if (this.#id === null) throw new Error('the session is closed');
    const ids = feeds.map(({ type, shape }, at) =>
      this.#binding.createTensor([...shape], dataTypes[type], numbers[at] ?? new Float32Array()),
    );
    try {
      const output = (name: string): string => (name.includes(':') ? name : `${name}:0`);
      const results = this.#binding.runSavedModel(
        this.#id,
        ids,
        feeds.map(({ name }) => output(name)).join(','),
        outputs.map(output).join(','),
      );
      for (const name of outputs) this.#set.add(name);
      return results.map(({ id }) => {
        const copy = this.#binding.tensorDataSync(id).slice();
        this.#binding.deleteTensor(id);
        return copy;
      });
    } finally {
      for (const id of ids) this.#binding.deleteTensor(id);
    }
  }
}

/**
 * The nodes, with a copy in front of each variable that is set from outside. The binding hands over the memory of JavaScript's arrays, which a variable would keep, and
 * give back in a later run from a thread of TensorFlow's: JavaScript's memory may only be given back by JavaScript's thread.
 */
function withCopies(nodes: readonly Node[], variables: readonly Variable[]): readonly Node[] {
  const values = new Map(variables.map((variable) => [variable.value, variable]));
  return nodes.flatMap((node) => {
    const variable = node.op === 'AssignVariableOp' ? values.get(node.input[1] ?? '') : undefined;
    if (!variable) return [node];
    const copy: Node = {
      name: `${node.name}/copy`,
      op: 'DeepCopy',
      input: [variable.value],
      attr: { T: { type: dataTypes[variable.type] } },
    };
    return [copy, { ...node, input: node.input.map((input) => (input === variable.value ? copy.name : input)) }];
  });
}
