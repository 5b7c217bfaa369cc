import { shapes as dataset, side } from '../../../shared/catalogue/datasets/shapes.ts';
import { randomSource } from '../../../shared/random/stream.ts';
import { defineSource } from './source.ts';

/** One or two discs and as many rectangles of like brightness on a darker ground: brightness alone does not tell them apart. */
export const shapes = defineSource(dataset, async ({ count, noise, seed }) => {
  const random = randomSource(seed, 'data/shapes');
  const size = side * side;
  const picture = new Uint8Array(size * count);
  const disc = new Float32Array(size * count);
  const between = (low: number, high: number): number => low + (high - low) * random.uniform();
  for (let row = 0; row < count; row++) {
    const figures = Array.from({ length: 2 + Math.floor(random.uniform() * 3) }, (_, at) => ({
      round: at % 2 === 0,
      x: between(5, side - 5),
      y: between(5, side - 5),
      width: between(3, 7),
      height: between(3, 7),
      light: between(0.5, 0.9),
    }));
    const ground = between(0.1, 0.3);
    for (let cell = 0; cell < size; cell++) {
      const [x, y] = [cell % side, Math.floor(cell / side)];
      // The last figure that covers a pixel is the one that is seen.
      const seen = figures.findLast((own) =>
        own.round
          ? (x - own.x) ** 2 + (y - own.y) ** 2 < own.width ** 2
          : Math.abs(x - own.x) < own.width && Math.abs(y - own.y) < own.height,
      );
      disc[row * size + cell] = seen?.round ? 1 : 0;
      const light = (seen?.light ?? ground) + noise * random.normal();
      picture[row * size + cell] = Math.round(255 * Math.min(1, Math.max(0, light)));
    }
  }
  return { rows: count, train: count, numbers: { picture, disc } };
});
