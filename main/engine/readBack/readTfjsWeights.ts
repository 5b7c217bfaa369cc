import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { TensorData } from '../engine.ts';
import { configsByName, modelClasses, splitName, type KerasWeight } from './keras/kerasLayer.ts';
import { nameLayers, type ReadWeights } from './keras/nameLayers.ts';
import { isBlockClass } from './keras/weightNames.ts';

const modelSchema = z.object({
  format: z.string().optional(),
  modelTopology: z.looseObject({}),
  weightsManifest: z.array(z.object({ paths: z.array(z.string()), weights: z.array(z.looseObject({ name: z.string() })) })),
});

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
  const config = 'model_config' in modelTopology ? modelTopology['model_config'] : modelTopology;
  const named = configsByName(config, isBlockClass);
  const others = configsByName(config, (className) => !isBlockClass(className) && !modelClasses.includes(className));
  const layers = new Map<string, KerasWeight[]>();
  for (const { paths, weights: specs } of weightsManifest) {
    const outside = paths.find((own) => /[\\/]|^\.\.$/.test(own));
    if (outside !== undefined) throw new Error(`it names the weight file "${outside}" outside its folder`);
    const bytes = Buffer.concat(await Promise.all(paths.map((own) => readPart(join(dirname(path), own), own))));
    for (const [full, { shape, numbers }] of Object.entries(decode(Uint8Array.from(bytes).buffer, specs))) {
      // In a model within a model its name stands in front.
      const { layer, ...weight } = splitName(full, (part) => named.has(part) || others.has(part));
      if (layer !== null) layers.set(layer, [...(layers.get(layer) ?? []), { ...weight, shape, read: () => Float32Array.from(numbers) }]);
    }
  }
  if (layers.size === 0) throw new Error('it has no weights of layers that are blocks here');
  return nameLayers(
    [...layers].map(([name, weights]) => ({
      name,
      path: name,
      className: (named.get(name) ?? others.get(name))?.className ?? '',
      config: named.get(name)?.config ?? null,
      weights,
    })),
  );
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
