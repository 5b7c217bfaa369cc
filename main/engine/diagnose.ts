import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Something that a step computes, in words a user can find in the model. */
interface Suspect {
  readonly words: string;
  readonly tensor: Tensor;
}

/** Takes what a step computes, in the order in which it is computed, and finds the first that is not finite. */
export class Suspects {
  readonly #list: Suspect[] = [];

  /** Notes a tensor; it may be in a scope that ends. */
  add(words: string, tensor: Tensor): void {
    this.#list.push({ words, tensor: tf.keep(tf.clone(tensor)) });
  }

  /** The first that has a number which is not finite, with that number; null when there is none. Nothing is left of them. */
  async first(): Promise<string | null> {
    try {
      for (const { words, tensor } of this.#list) {
        const found = (await tensor.data()).find((value) => !Number.isFinite(value));
        if (found !== undefined) return `${words} (${found})`;
      }
      return null;
    } finally {
      for (const { tensor } of this.#list) tensor.dispose();
    }
  }
}
