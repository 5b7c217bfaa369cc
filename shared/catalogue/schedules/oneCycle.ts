import { float } from '../params.ts';
import { alongCosine, defineSchedule, type Moment } from '../schedule.ts';

/** A number that goes from `start` to `top` in the first part of a run and to `end` in the rest, along cosines. */
function cycled({ step, stepsPerEpoch, epochs }: Moment, rising: number, start: number, top: number, end: number): number {
  const last = Math.max(1, stepsPerEpoch * epochs - 1);
  const peak = rising * (last + 1) - 1;
  if (step <= peak) return alongCosine(start, top, peak <= 0 ? 1 : step / peak);
  return alongCosine(top, end, Math.min(1, (step - peak) / (last - peak)));
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
  keras: { name: 'OneCycle' },
  variants: [{ rising: 0.5, startDivisor: 10, endDivisor: 100 }],
  rate: (at, { rising, startDivisor, endDivisor }) =>
    cycled(at, rising, at.base / startDivisor, at.base, at.base / startDivisor / endDivisor),
  momentum: (at, { rising, lowestMomentum, highestMomentum }) => cycled(at, rising, highestMomentum, lowestMomentum, highestMomentum),
});
