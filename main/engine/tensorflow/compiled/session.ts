import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TFJSBinding } from '@tensorflow/tfjs-node/dist/tfjs_binding.js';
import { dataTypes, encodeSavedModel, type Node } from './graphProto.ts';

export interface Feed {
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32';
  readonly numbers: Float32Array | Int32Array;
}

/**
 * A graph in a TensorFlow session of its own, by the stock binding. It takes a graph as a SavedModel file only, so one is written and removed
 * again. Variables live in the session until `close`.
 */
export class Session {
  readonly #binding: TFJSBinding;
  readonly #id: number;

  constructor(binding: TFJSBinding, nodes: readonly Node[]) {
    this.#binding = binding;
    const folder = mkdtempSync(join(tmpdir(), 'netloom-graph-'));
    try {
      writeFileSync(join(folder, 'saved_model.pb'), encodeSavedModel(nodes));
      this.#id = binding.loadSavedModel(folder, 'serve');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** Runs what the outputs need, once, with these feeds; gives the outputs' numbers. Blocks the thread until it is done. */
  run(feeds: Readonly<Record<string, Feed>>, outputs: readonly string[]): (Float32Array | Int32Array)[] {
    const names = Object.keys(feeds);
    const ids = Object.values(feeds).map(({ shape, dtype, numbers }) => this.#binding.createTensor([...shape], dataTypes[dtype], numbers));
    try {
      const results = this.#binding.runSavedModel(
        this.#id,
        ids,
        names.map((name) => `${name}:0`).join(','),
        outputs.map((name) => `${name}:0`).join(','),
      );
      return results.map(({ id }) => {
        const numbers = this.#binding.tensorDataSync(id).slice();
        this.#binding.deleteTensor(id);
        if (numbers instanceof Uint8Array) throw new TypeError('the graph gave bytes where numbers belong');
        return numbers;
      });
    } finally {
      for (const id of ids) this.#binding.deleteTensor(id);
    }
  }

  close(): void {
    this.#binding.deleteSavedModel(this.#id);
  }
}
