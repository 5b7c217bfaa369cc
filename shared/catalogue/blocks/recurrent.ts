import { known, only, type InputSpecs, type OutputSpecs, type WeightSpec } from '../block.ts';
import { bool, float, from, int } from '../params.ts';
import type { Values } from '../params.ts';
import { floatSpec } from '../tensorSpec.ts';
import { seed } from './seed.ts';
import { activityRegularizer, weightParams, weightSpec } from '../weights.ts';

/** Arguments that SimpleRNN, LSTM and GRU share, with Keras's defaults. */
export const recurrentParams = {
  units: int({ default: 64, min: 1, max: 100_000, help: 'Numbers of the state, and of what comes out of each step.' }),
  activation: from('activations', 'tanh', { advanced: true, help: 'Function of the new state.' }),
  returnSequences: bool({
    default: false,
    help: 'Gives the output of every step instead of the last one: for a recurrent block behind this one, or a label for each step.',
  }),
  goBackwards: bool({ default: false, advanced: true, help: 'Reads the sequence from its end; what comes out is in that order too.' }),
  dropout: float({
    default: 0,
    min: 0,
    max: 1,
    exclusiveMax: true,
    help: 'Share of the inputs set to 0 in training, the same ones in every step of a sequence.',
  }),
  recurrentDropout: float({
    default: 0,
    min: 0,
    max: 1,
    exclusiveMax: true,
    help: 'Share of the state set to 0 on its way to the next step, the same numbers in every step (arXiv 1512.05287).',
  }),
  seed,
  useBias: bool({ default: true, help: 'Adds learned numbers.' }),
  ...weightParams({
    kernel: ['glorotUniform', 'the weights of the inputs'],
    recurrent: ['orthogonal', 'the weights of the state'],
    bias: ['zeros', 'the biases'],
  }),
  activityRegularizer,
};

/** Function of the gates of LSTM and GRU. */
export const recurrentActivation = from('activations', 'sigmoid', { advanced: true, help: 'Function of the gates.' });

export const sequenceInput = [{ name: 'x', rank: 2, help: 'A sequence: steps × features.' }] as const;

/** What comes out: every step's output, or the last. */
export function recurrentSpecs(
  inputs: InputSpecs,
  { units, returnSequences }: { readonly units: number; readonly returnSequences: boolean },
): OutputSpecs {
  const { shape } = only(inputs, 'x');
  return { y: floatSpec(returnSequences ? [shape[0] ?? null, units] : [units]) };
}

type RecurrentValues = Values & { readonly units: number; readonly useBias: boolean };

/** Weights of a block whose `gates` numbers of a unit are computed side by side. `bias` is what differs of the bias. */
export function recurrentWeights(
  inputs: InputSpecs,
  values: RecurrentValues,
  gates: number,
  bias: Partial<WeightSpec> = {},
): readonly WeightSpec[] {
  const features = known(only(inputs, 'x').shape.at(-1), 'the number of features');
  const width = gates * values.units;
  return [
    weightSpec('kernel', [features, width], values),
    weightSpec('recurrent_kernel', [values.units, width], values, 'recurrent'),
    ...(values.useBias ? [{ ...weightSpec('bias', [width], values), ...bias }] : []),
  ];
}

/** Multiply-adds of a whole sequence. */
export function recurrentWork(inputs: InputSpecs, units: number, gates: number): number {
  const [steps, features] = only(inputs, 'x').shape;
  return (steps ?? 0) * ((features ?? 0) + units) * gates * units;
}
