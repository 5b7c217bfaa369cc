import { describe, expect, it } from 'vitest';
import { findCallback } from '../index.ts';
import type { Values } from '../params.ts';
import { parseValues } from '../parseValues.ts';
import type { Memory } from '../schedule.ts';

/** Runs a callback over the metrics of epochs: the epochs that were the best so far, and the one it stopped after. */
function watch(kind: string, given: Values, metrics: readonly number[], better: 'larger' | 'smaller' = 'smaller') {
  const callback = findCallback(kind);
  const { values } = parseValues(callback.params, given);
  let memory: Memory = {};
  const best: number[] = [];
  for (const [at, value] of metrics.entries()) {
    const answer = callback.endEpoch(memory, { value, better, epoch: at + 1 }, values);
    memory = answer.memory;
    if (answer.best) best.push(at + 1);
    if (answer.stop) return { best, stopped: at + 1, memory };
  }
  return { best, stopped: null, memory };
}

/* What keras.callbacks.EarlyStopping does is in bench/reference; here is what it means. */
describe('early stopping', () => {
  const metrics = [1, 0.5, 0.6, 0.49, 0.55, 0.5, 0.7];

  it('stops when nothing got better for so many epochs, and knows the best one', () => {
    expect(watch('earlyStopping', { patience: 3 }, metrics)).toMatchObject({
      best: [1, 2, 4],
      stopped: 7,
      memory: { bestEpoch: 4, best: 0.49 },
    });
    expect(watch('earlyStopping', { patience: 4 }, metrics).stopped).toBeNull();
  });

  it('counts as better only what is so by more than minDelta, either way', () => {
    expect(watch('earlyStopping', { patience: 2, minDelta: 0.1 }, metrics)).toMatchObject({ best: [1, 2], stopped: 4 });
    expect(watch('earlyStopping', { patience: 2 }, [0.1, 0.4, 0.3, 0.2, 0.9], 'larger')).toMatchObject({ best: [1, 2], stopped: 4 });
  });

  it('watches nothing in the first epochs where it was asked so, and never stops after the first', () => {
    expect(watch('earlyStopping', { patience: 1, startFromEpoch: 3 }, [1, 2, 3, 4, 5])).toMatchObject({ best: [4], stopped: 5 });
    expect(watch('earlyStopping', { patience: 0 }, [Number.NaN, 1, 2]).stopped).toBe(3);
  });
});

it('the best checkpoint is that of the best epoch', () => {
  expect(watch('bestCheckpoint', {}, [3, 2, 2, 1, 5])).toMatchObject({ best: [1, 2, 4], stopped: null, memory: { bestEpoch: 4 } });
});
