import type { GraphModel } from './graphTopology.ts';

/** A model as the files of TF.js hold it. */
export interface ModelArtifacts {
  readonly format: 'layers-model' | 'graph-model';
  readonly topology: object;
  /** What a graph is fed and gives; a layers model says it in its topology. */
  readonly signature: GraphModel['signature'] | null;
  /** In the order in which weights.bin has their numbers. */
  readonly weights: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly dtype: string;
    readonly numbers: Float32Array | Int32Array | Uint8Array;
  }[];
}
