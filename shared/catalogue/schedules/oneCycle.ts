import type { KerasObject } from '../item.ts';
import { float } from '../params.ts';
import { alongCosine, defineSchedule, type Moment } from '../schedule.ts';

/** A number that goes from `start` to `top` in the first part of a run and to `end` in the rest, along cosines. */
function cycled({ step, stepsPerEpoch, epochs }: Moment, rising: number, start: number, top: number, end: number): number {
  const last = Math.max(1, stepsPerEpoch * epochs - 1);
  const peak = rising * (last + 1) - 1;
  if (step <= peak) return alongCosine(start, top, peak <= 0 ? 1 : step / peak);
  return alongCosine(top, end, Math.min(1, (step - peak) / (last - peak)));
}

const source = `
class OneCycle(keras.optimizers.schedules.LearningRateSchedule):
    """Goes along a cosine from \`start\` to \`top\` until the step \`peak\`, and along another to \`end\` until the step \`last\`."""

    def __init__(self, start, top, end, peak, last):
        self.start, self.top, self.end, self.peak, self.last = start, top, end, peak, last

    def __call__(self, step):
        step = keras.ops.cast(step, "float32")
        rising = step / self.peak if self.peak > 0 else 1.0
        falling = keras.ops.minimum((step - self.peak) / (self.last - self.peak), 1.0)
        rise = self.top + (self.start - self.top) * (1 + keras.ops.cos(np.pi * rising)) / 2
        fall = self.end + (self.top - self.end) * (1 + keras.ops.cos(np.pi * falling)) / 2
        return keras.ops.where(step <= self.peak, rise, fall)

    def get_config(self):
        return {"start": self.start, "top": self.top, "end": self.end, "peak": self.peak, "last": self.last}
`;

/** The same as an object of Python. */
function cycle(
  { stepsPerEpoch, epochs }: Omit<Moment, 'step' | 'base'>,
  rising: number,
  start: number,
  top: number,
  end: number,
): KerasObject {
  const last = Math.max(1, stepsPerEpoch * epochs - 1);
  return { class_name: 'OneCycle', config: { start, top, end, peak: rising * (last + 1) - 1, last } };
}

export const oneCycle = defineSchedule({
  kind: 'oneCycle',
  title: '1cycle',
  summary:
    'Rises to the learning rate and falls far below where it began, while the momentum goes the other way: quick training with large rates (arXiv 1708.07120).',
  formula:
    'lr: learningRate / startDivisor -> learningRate -> learningRate / startDivisor / endDivisor;  momentum: highest -> lowest -> highest',
  params: {
    rising: float({ default: 0.3, min: 0, max: 1, exclusiveMin: true, exclusiveMax: true, help: 'Share of the run in which it rises.' }),
    startDivisor: float({ default: 25, min: 1, help: 'The run starts at the learning rate divided by this.' }),
    endDivisor: float({ default: 10_000, min: 1, help: 'The run ends at its first learning rate divided by this.' }),
    lowestMomentum: float({
      default: 0.85,
      min: 0,
      max: 1,
      exclusiveMax: true,
      help: 'Momentum where the learning rate is highest. It moves only where the optimizer has a momentum above 0.',
    }),
    highestMomentum: float({ default: 0.95, min: 0, max: 1, exclusiveMax: true, help: 'Momentum at the beginning and at the end.' }),
  },
  keras: { name: 'OneCycle', source },
  variants: [{ rising: 0.5, startDivisor: 10, endDivisor: 100 }],
  rate: (at, { rising, startDivisor, endDivisor }) =>
    cycled(at, rising, at.base / startDivisor, at.base, at.base / startDivisor / endDivisor),
  momentum: (at, { rising, lowestMomentum, highestMomentum }) => cycled(at, rising, highestMomentum, lowestMomentum, highestMomentum),
  kerasSchedule: (at, { rising, startDivisor, endDivisor }) =>
    cycle(at, rising, at.base / startDivisor, at.base, at.base / startDivisor / endDivisor),
  kerasMomentum: (at, { rising, lowestMomentum, highestMomentum }) => cycle(at, rising, highestMomentum, lowestMomentum, highestMomentum),
});
