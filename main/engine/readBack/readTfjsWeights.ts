import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { z } from 'zod';
import { blocks } from '../../../shared/catalogue/index.ts';
import type { SourceLayer } from '../../../shared/plan/weightSource.ts';
import type { State, TensorData } from '../engine.ts';

const layerSchema = z.object({
  class_name: z.string(),
  config: z.looseObject({ name: z.string().optional() }),
  name: z.string().optional(),
});
const modelSchema = z.object({
  format: z.string().optional(),
  modelTopology: z.looseObject({}),
  weightsManifest: z.array(z.object({ paths: z.array(z.string()), weights: z.array(z.looseObject({ name: z.string() })) })),
});

/** The layers of a TF.js layers model that have weights and are blocks here, and the weights, under `layer/weight`. */
export interface ReadWeights {
  readonly layers: readonly SourceLayer[];
  readonly state: State;
}

/**
 * Reads the weights of a TF.js layers model: `model.json` with the files of numbers that it names, as the studio exports it, TF.js saves it, or
 * `tensorflowjs_converter` writes it, quantized ones too. Rejects in words.
 */
export async function readTfjsWeights(path: string): Promise<ReadWeights> {
  const parsed = modelSchema.safeParse(await readJson(path));
  if (!parsed.success) throw new Error('it is no TF.js model: it has no topology, or does not say which files hold its weights');
  const { format, modelTopology, weightsManifest } = parsed.data;
  if (format === 'graph-model' || 'node' in modelTopology)
    throw new Error('it is a TF.js graph model, which has no layers: export a layers model');
  const named = new Map(layersOf(modelTopology).map(({ name, className }) => [name, className]));
  const state: Record<string, TensorData> = {};
  const layers = new Map<string, { kind: string; weights: { name: string; shape: number[] }[] }>();
  for (const { paths, weights: specs } of weightsManifest) {
    const outside = paths.find((own) => /[\\/]|^\.\.$/.test(own));
    if (outside !== undefined) throw new Error(`it names the weight file "${outside}" outside its folder`);
    const bytes = Buffer.concat(await Promise.all(paths.map((own) => readPart(join(dirname(path), own), own))));
    for (const [full, tensor] of Object.entries(decode(Uint8Array.from(bytes).buffer, specs))) {
      // In a model within a model its name stands in front.
      const parts = full.replace(/:\d+$/, '').split('/');
      const name = parts.slice(0, -1).findLast((part) => named.has(part));
      const block = blocks.find(({ keras }) => keras.name === named.get(name ?? ''));
      const weight = parts.at(-1) ?? '';
      if (name === undefined || !block) continue;
      const own = Object.entries(block.keras.stockWeights ?? {}).find(([, stock]) => stock === weight)?.[0] ?? weight;
      const layer = layers.get(name) ?? { kind: block.kind, weights: [] };
      layers.set(name, layer);
      layer.weights.push({ name: own, shape: [...tensor.shape] });
      state[`${name}/${own}`] = tensor;
    }
  }
  if (layers.size === 0) throw new Error('it has no weights of layers that are blocks here');
  return { layers: [...layers].map(([name, own]) => ({ layer: name, name, ...own })), state };
}

/** All layers of a topology, those of models within it too. */
function layersOf(topology: unknown): { readonly name: string; readonly className: string }[] {
  if (typeof topology !== 'object' || topology === null) return [];
  if (Array.isArray(topology)) return topology.flatMap(layersOf);
  const own = layerSchema.safeParse(topology);
  const name = own.success ? (own.data.config.name ?? own.data.name) : undefined;
  const inside = Object.values(topology).filter((value) => typeof value === 'object');
  return [...(own.success && name !== undefined ? [{ name, className: own.data.class_name }] : []), ...inside.flatMap(layersOf)];
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Error('it cannot be read');
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('it is not JSON');
  }
}

const readPart = (path: string, name: string): Promise<Buffer> =>
  readFile(path).catch(() => {
    throw new Error(`its weight file "${name}" cannot be read`);
  });

function decode(bytes: ArrayBuffer, specs: readonly { readonly name: string }[]): Record<string, TensorData> {
  let tensors: Record<string, tf.Tensor> = {};
  try {
    tensors = tf.io.decodeWeights(bytes, specs as unknown as tf.io.WeightsManifestEntry[]);
    return Object.fromEntries(
      Object.entries(tensors).map(([name, tensor]) => [
        name,
        { shape: tensor.shape, dtype: 'float32', numbers: Float32Array.from(tensor.dataSync()) },
      ]),
    );
  } catch {
    throw new Error('its weight files do not have the numbers that it names: one of them is damaged or of another model');
  } finally {
    tf.dispose(Object.values(tensors));
  }
}
