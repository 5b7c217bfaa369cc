import { describe, expect, it } from 'vitest';
import { optimizers } from '../../../shared/catalogue/index.ts';
import { defaultValues } from '../../../shared/catalogue/parseValues.ts';
import { surfaces } from './surfaces.ts';
import { comparison, optimizerOf, walkerTitle, withValues } from './walkers.ts';
import { walkSurface } from './walkSurface.ts';

const bowl = surfaces.find(({ id }) => id === 'bowl');
if (!bowl) throw new Error('no bowl');
const sgd = (learningRate: number) => ({ kind: 'sgd', values: { learningRate, momentum: 0, nesterov: false } });

describe.each(surfaces)('on the surface $id', ({ loss, slope, start, reach }) => {
  it('the slope is that of the loss', () => {
    const h = 1e-5;
    for (const [x, y] of [start, [0.3, -0.7], [1.1, 0.9]] as const) {
      const [dx, dy] = slope(x, y);
      expect(dx).toBeCloseTo((loss(x + h, y) - loss(x - h, y)) / (2 * h), 5);
      expect(dy).toBeCloseTo((loss(x, y + h) - loss(x, y - h)) / (2 * h), 5);
    }
    expect(Math.max(...start.map(Math.abs))).toBeLessThan(reach);
  });

  it('every optimizer walks downhill', () => {
    const surface = { loss, slope, start, reach, id: '', title: '', text: '', rate: 0 };
    for (const { kind, params } of optimizers) {
      const walk = walkSurface(surface, { kind, values: { ...defaultValues(params), learningRate: kind === 'adadelta' ? 1 : 0.02 } }, 200);
      expect([kind, (walk.at(-1)?.loss ?? 0) < (walk[0]?.loss ?? 0)]).toEqual([kind, true]);
    }
  });
});

it('gradient descent walks as its formula, leaves the bowl at too large a rate and hardly moves at too small a one', () => {
  const walk = walkSurface(bowl, sgd(0.1), 30);
  walk.forEach(({ at: [x, y] }, step) => {
    expect(x).toBeCloseTo(-2.6 * 0.9 ** step, 10);
    expect(y).toBeCloseTo(1.8 * 0.6 ** step, 10);
  });
  expect(walkSurface(bowl, sgd(0.6), 30).at(-1)?.loss).toBeGreaterThan(100);
  expect(walkSurface(bowl, sgd(0.001), 30).at(-1)?.loss).toBeGreaterThan(5);
});

describe('a penalty beside decay', () => {
  const surface = surfaces.find(({ id }) => id === comparison.surface);
  if (!surface) throw new Error('no surface');
  const { minimum: [least] = [0], noise: [rough] = [1] } = surface;
  /** Where a walk ends, the mean of the last steps of a long one. */
  const endOf = (at: number): readonly [number, number] => {
    const walker = comparison.walkers[at];
    if (!walker) throw new Error('nobody walks');
    const { optimizer, l2 } = optimizerOf({ id: at, ...walker }, comparison.rate / 10);
    const last = walkSurface(surface, optimizer, 40_000, l2).slice(10_000);
    const mean = (axis: 0 | 1): number => last.reduce((sum, print) => sum + print.at[axis], 0) / last.length;
    return [mean(0), mean(1)];
  };

  it('ends under Adam at the minimum, under L2 where loss and penalty are least together, and under AdamW at the same share of both weights', () => {
    const [plain, penalized, decayed] = [endOf(0), endOf(1), endOf(2)];
    for (const weight of plain) expect(weight).toBeCloseTo(least, 0.5);
    // k (w - least) + 2 C w = 0, with k = 1 and 1/10.
    const c = comparison.walkers[1].values.l2;
    [1, 0.1].forEach((k, axis) => expect(Math.abs((penalized[axis as 0 | 1] ?? 0) - (k * least) / (k + 2 * c))).toBeLessThan(0.1));
    // Where noise outweighs the slope, a step is the slope by the noise, which is the same for both: (w - least) / noise + decay w = 0.
    const decay = comparison.walkers[2].values.weightDecay;
    for (const weight of decayed) expect(Math.abs(weight - least / (1 + decay * rough))).toBeLessThan(0.15);
  });

  it('an L2 penalty is a slope more: under SGD it walks as decay of 2 C does', () => {
    const ground = { ...surface, noise: [0, 0] as const };
    const decay = { kind: 'sgd', values: { ...sgd(0.1).values, weightDecay: 0.4 } };
    const [one, other] = [walkSurface(ground, sgd(0.1), 50, 0.2), walkSurface(ground, decay, 50)];
    // Decay comes before the gradient is taken into account, which is at the weight as it was: the same to the last digit.
    one.forEach(({ at }, step) =>
      at.forEach((weight, axis) => expect(weight).toBeCloseTo(other[step]?.at[axis as 0 | 1] ?? Number.NaN, 9)),
    );
  });
});

it('gradients are clipped as training clips them', () => {
  const { loss, slope } = bowl;
  const walk = (values: object) =>
    walkSurface({ loss, slope, start: [3, 1] }, { kind: 'sgd', values: { ...sgd(1).values, ...values } }, 1)[1]?.at;
  // The slope there is (3, 4), of length 5.
  expect(walk({ clipnorm: 1 })?.map((weight) => Number(weight.toFixed(9)))).toEqual([2.4, 0.2]);
  expect(walk({ clipvalue: 0.5 })).toEqual([2.5, 0.5]);
  expect(walk({ globalClipnorm: 10 })).toEqual([0, -3]);
});

it('a walker is told by what was changed of it, and follows the rate of all until it has one of its own', () => {
  const adam = { id: 0, kind: 'adam', values: {} };
  expect(optimizerOf(adam, 0.3)).toMatchObject({ optimizer: { kind: 'adam', values: { learningRate: 0.3, beta1: 0.9 } }, l2: 0 });
  const changed = withValues(adam, { ...optimizerOf(adam, 0.3).optimizer.values, beta1: 0.5, l2: 0.2 }, 0.3);
  expect(walkerTitle(changed)).toBe('Adam, Beta 1 0.5, L2 penalty 0.2');
  expect(optimizerOf(changed, 0.7)).toMatchObject({ optimizer: { values: { learningRate: 0.7, beta1: 0.5 } }, l2: 0.2 });
  expect(optimizerOf({ ...adam, values: { learningRate: 0.01 } }, 0.7).optimizer.values['learningRate']).toBe(0.01);
});
