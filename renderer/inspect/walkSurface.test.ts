import { describe, expect, it } from 'vitest';
import { optimizers } from '../../shared/catalogue/index.ts';
import { defaultValues } from '../../shared/catalogue/parseValues.ts';
import { surfaces } from './surfaces.ts';
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
