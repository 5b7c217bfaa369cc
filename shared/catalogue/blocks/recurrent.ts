import { known, only, type InputSpecs, type OutputSpecs, type WeightSpec } from '../block.ts';
import { bool, choice, from, int, optional } from '../params.ts';
import type { KerasName } from '../item.ts';
import type { Values } from '../params.ts';
import { plural } from '../plural.ts';
import { floatSpec } from '../tensorSpec.ts';
import { hiddenDropout, rateParam } from './rate.ts';
import { seed } from './seed.ts';
import { activityRegularizer, biasWeight, kernelWeight, weightParams } from '../weights.ts';

const bothWaysParam = choice(['concat', 'sum', 'ave', 'mul'], {
  default: 'concat',
  help: "Reads the sequence from its end too, with weights of their own, and joins both: 'concat' side by side, or their sum, mean or product.",
});

/** Arguments that SimpleRNN, LSTM and GRU share, with Keras's defaults. */
export const recurrentParams = {
  units: int({ default: 64, min: 1, max: 100_000, help: 'Numbers of the state, and of what comes out of each step.' }),
  activation: from('activations', 'tanh', { advanced: true, help: 'Function of the new state.' }),
  returnSequences: bool({
    default: false,
    help: 'Gives the output of every step instead of the last one: for a recurrent block behind this one, or a label for each step.',
  }),
  goBackwards: bool({ default: false, advanced: true, help: 'Reads the sequence from its end; what comes out is in that order too.' }),
  bidirectional: optional(bothWaysParam),
  dropout: rateParam('Share of the inputs set to 0 in training, the same ones in every step of a sequence.', 0),
  recurrentDropout: rateParam(
    'Share of the state set to 0 on its way to the next step, the same numbers in every step (arXiv 1512.05287).',
    0,
    hiddenDropout,
  ),
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

/** Read both ways, the one way is from the start. */
export const bothWaysRule = {
  param: 'goBackwards',
  message: 'a sequence that is read both ways is read from its start and from its end: switch off "Go backwards" or "Bidirectional"',
  holds: ({ goBackwards, bidirectional }: { readonly goBackwards: boolean; readonly bidirectional: string | null }): boolean =>
    !(goBackwards && bidirectional !== null),
} as const;

/** How Keras writes a recurrent layer: read both ways it is a layer within another. */
export const recurrentKeras = (name: string): KerasName => ({
  name,
  write: { bidirectional: () => null },
  lacks: ['return_state', 'stateful', 'unroll', ...(name === 'SimpleRNN' ? [] : ['use_cudnn' as const])],
  parts: ['cell', 'forward_layer/cell', 'backward_layer/cell'],
  wrap: (layer, { bidirectional }) =>
    typeof bidirectional === 'string' ? { class_name: 'Bidirectional', config: { layer, merge_mode: bidirectional } } : layer,
});

/** What comes out: every step's output, or the last. */
export function recurrentSpecs(
  inputs: InputSpecs,
  values: { readonly units: number; readonly returnSequences: boolean; readonly bidirectional: string | null },
): OutputSpecs {
  const { shape, mask } = only(inputs, 'x');
  const units = values.bidirectional === 'concat' ? 2 * values.units : values.units;
  return { y: values.returnSequences ? { ...floatSpec([shape[0] ?? null, units]), mask } : floatSpec([units]) };
}

type RecurrentValues = Values & { readonly units: number; readonly useBias: boolean; readonly bidirectional: string | null };

/** Weights of a block whose `gates` numbers of a unit are computed side by side. `bias` is what differs of the bias. */
export function recurrentWeights(
  inputs: InputSpecs,
  values: RecurrentValues,
  gates: number,
  bias: Partial<WeightSpec> = {},
): readonly WeightSpec[] {
  const features = known(only(inputs, 'x').shape.at(-1), 'the number of features');
  const width = gates * values.units;
  const oneWay = [
    kernelWeight('kernel', [features, width], values),
    kernelWeight('recurrent_kernel', [values.units, width], values, 'recurrent'),
    ...(values.useBias ? [{ ...biasWeight('bias', [width], values), ...bias }] : []),
  ];
  if (values.bidirectional === null) return oneWay;
  return ['forward', 'backward'].flatMap((way) => oneWay.map((spec) => ({ ...spec, name: `${way}_${spec.name}` })));
}

/** Multiply-adds of a whole sequence. */
export function recurrentWork(
  inputs: InputSpecs,
  { units, bidirectional }: { readonly units: number; readonly bidirectional: string | null },
  gates: number,
): number {
  const [steps, features] = only(inputs, 'x').shape;
  return (steps ?? 0) * ((features ?? 0) + units) * gates * units * (bidirectional === null ? 1 : 2);
}

/** What each time step leaves: of each gate its two products, their sum and what the gate lets through, and what the cell holds before and after. */
export function recurrentKept(
  inputs: InputSpecs,
  { units, bidirectional }: { readonly units: number; readonly bidirectional: string | null },
  gates: number,
): number {
  const [steps] = only(inputs, 'x').shape;
  return (steps ?? 0) * units * (4 * gates + 2) * (bidirectional === null ? 1 : 2);
}

/** `64 units, every step, both ways`. */
export const recurrentFace = ({
  units,
  returnSequences,
  bidirectional,
}: {
  readonly units: number;
  readonly returnSequences: boolean;
  readonly bidirectional: string | null;
}): string =>
  [plural(units, 'unit'), ...(returnSequences ? ['every step'] : []), ...(bidirectional === null ? [] : ['both ways'])].join(', ');

/** Whether masks are drawn in training. */
export const recurrentDrops = ({ dropout, recurrentDropout }: { readonly dropout: number; readonly recurrentDropout: number }): boolean =>
  dropout > 0 || recurrentDropout > 0;
