import type { Engine, LiveModel } from '../../../main/engine/engine.ts';
import { repeatPlan } from '../../../main/engine/testing/repeatPlan.ts';
import { hyperParameters } from '../../../shared/catalogue/optimizerStep.ts';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import type { PlainCase } from '../referenceCase.ts';
import { plainCase } from './plainCase.ts';

const batch = Int32Array.from({ length: 12 }, (_, row) => row);

async function steps(model: LiveModel, { phases: [phase] }: TrainPlan): Promise<void> {
  const hyper = phase ? hyperParameters(phase.optimizer) : {};
  for (let step = 0; step < 3; step++) await model.run([batch], [hyper], [{ epoch: 0, step }]);
}

/** A repeat computes its turns in a loop, in segments whose activations are computed anew on the way back: beside it, the same layers one by one. */
async function compared(engine: Engine, own: ReturnType<typeof repeatPlan>) {
  const looped = await engine.create(own.plan, own.data);
  const drawn = await engine.create(own.drawn, own.data);
  try {
    await drawn.writeState(own.toDrawn(await looped.readState()));
    await steps(looped, own.plan);
    await steps(drawn, own.drawn);
    const [found, expected] = [own.toDrawn(await looped.readState()), await drawn.readState()];
    const keys = Object.keys(expected);
    return {
      found: keys.flatMap((key) => [...(found[key]?.numbers ?? [])]),
      expected: keys.flatMap((key) => [...(expected[key]?.numbers ?? [])]),
    };
  } finally {
    looped.dispose();
    drawn.dispose();
  }
}

export const repeatCases = (): readonly PlainCase[] =>
  [3, 10].map((turns) =>
    plainCase('models', 'repeat', `${turns} turns`, 'the same layers one by one', (engine) =>
      compared(
        engine,
        repeatPlan(turns, [['dense', { units: 6, activation: 'tanh' }]], { optimizer: { kind: 'sgd', values: { learningRate: 0.1 } } }),
      ),
    ),
  );
