import type { WeightRole, WeightSpec } from './block.ts';
import { from, isItem, optional, type ItemParam, type ItemValue, type OptionalParam, type Value, type Values } from './params.ts';

/** The parameters that a weight called `kernel` has in Keras: how it starts, its penalty, and what it is held to. */
type WeightParams<N extends string> = Readonly<
  Record<`${N}Initializer`, ItemParam<'initializers'>> &
    Record<`${N}Regularizer`, OptionalParam<ItemParam<'regularizers'>>> &
    Record<`${N}Constraint`, OptionalParam<ItemParam<'constraints'>>>
>;

/**
 * Parameters of a block's weights: for each its initializer by default and what it is in words (`the biases`). In Keras's order: initializers,
 * regularizers, constraints.
 */
export function weightParams<N extends string>(
  weights: Readonly<Record<N, readonly [initializer: string, what: string]>>,
): WeightParams<N> {
  const each = (part: string, param: (kind: string, what: string) => ItemParam | OptionalParam): readonly (readonly [string, unknown])[] =>
    Object.entries<readonly [string, string]>(weights).map(([name, [kind, what]]) => [`${name}${part}`, param(kind, what)]);
  return Object.fromEntries([
    ...each('Initializer', (kind, what) => from('initializers', kind, { advanced: true, help: `How ${what} start.` })),
    ...each('Regularizer', (_, what) =>
      optional(from('regularizers', 'l2', { advanced: true, help: `A penalty on ${what}, which the loss pays in every step.` })),
    ),
    ...each('Constraint', (_, what) =>
      optional(from('constraints', 'maxNorm', { advanced: true, help: `What ${what} are brought to after every step.` })),
    ),
  ]) as WeightParams<N>;
}

/** A penalty on what a block gives: the engine adds it to the loss of any block that has this parameter. */
export const activityRegularizer = optional(
  from('regularizers', 'l1', {
    advanced: true,
    help: 'A penalty on what comes out, the mean over the batch: L1 lets few outputs differ from 0.',
  }),
);

type TrainedWeight = (name: string, shape: readonly number[], values: Values, param?: string) => WeightSpec;

/** A trained weight `name` whose parameters are called after `param` (`weightParams`): the recurrent kernel's are `recurrentInitializer` and so on. */
const weightOf = (role: WeightRole): TrainedWeight => (name, shape, values, param = name) => {
  const initializer = values[`${param}Initializer`];
  if (!isItem(initializer)) throw new Error(`the weight "${name}" has no initializer`);
  return {
    name,
    param,
    shape,
    role,
    initializer,
    regularizer: chosen(values[`${param}Regularizer`]),
    constraint: chosen(values[`${param}Constraint`]),
    trainable: true,
  };
};

export const kernelWeight = weightOf('kernel');
export const biasWeight = weightOf('bias');
export const scaleWeight = weightOf('scale');

const chosen = (value: Value | undefined): ItemValue | null => (isItem(value) ? value : null);

/** The penalty on what a block of these values gives; null where there is none. */
export const activityPenalty = (values: Values): ItemValue | null => chosen(values['activityRegularizer']);

/** Whether a weight is a kernel and no bias or scale: only kernels pay the penalty of the whole model. */
export const isKernel = ({ role, trainable }: Pick<WeightSpec, 'role' | 'trainable'>): boolean => trainable && role === 'kernel';

/**
 * What the names of these kernels end with, by which Keras's code tells them from other weights: `kernel` of `recurrent_kernel` and of
 * `query_kernel`, which Keras calls `kernel` alone.
 */
export const kernelEndings = (weights: readonly Pick<WeightSpec, 'name' | 'role' | 'trainable'>[]): readonly string[] => [
  ...new Set(weights.filter(isKernel).map(({ name }) => name.split(/[_/]/).at(-1) ?? name)),
];

/** The shape of a weight in one turn of its repeat; of one that stands alone, its shape. */
export const ownShape = ({ shape, stacked }: Pick<WeightSpec, 'shape' | 'stacked'>): readonly number[] =>
  stacked === undefined ? shape : shape.slice(1);
