import type { ItemValue } from '../../../../shared/catalogue/params.ts';
import type { Hyper } from '../../engine.ts';
import { dataTypes, type Attr } from './graphProto.ts';
import type { GraphWriter, Variable } from './graphWriter.ts';

/** A weight that is to be updated. */
export interface UpdatedWeight {
  readonly weight: Variable;
  /** Name of the node. */
  readonly gradient: string;
  slot(name: string): Variable;
  /** A variable of zeros that is no part of the state: room for a kernel that wants more slots than Keras keeps. */
  scratch(): Variable;
}
/** What an update is given of the graph around it. */
export interface UpdateContext {
  /** Front of every name. */
  readonly prefix: string;
  /** All numbers that are fed with every step, as one node, and one by one. */
  readonly scalars: string;
  readonly numbers: readonly string[];
  /** Control inputs: every reading of a weight. */
  readonly read: readonly string[];
  /** Control inputs: everything that is computed from weights, save the gradients. */
  readonly used: readonly string[];
}

/** An optimizer as kernels that move weights and slots where they are. */
export interface FusedUpdate {
  /** Writes the update of all weights; gives the nodes that have to run. */
  write(writer: GraphWriter, weights: readonly UpdatedWeight[], context: UpdateContext): readonly string[];
  /** Whether `write` asks for scratch. */
  readonly wantsScratch: boolean;
  /** The numbers that are fed in a step; the first step is 1. */
  scalars(hyper: Hyper, iteration: number): readonly number[];
}

/** One of TensorFlow's kernels. */
interface Kernel {
  /** The node of one weight; `numbers` are the scalars, in their order. */
  write(writer: GraphWriter, name: string, weight: UpdatedWeight, numbers: readonly string[], after: readonly string[]): string;
  readonly wantsScratch?: boolean;
  scalars(hyper: Hyper, iteration: number): readonly number[];
}

const attributes: Readonly<Record<string, Attr>> = { T: { type: dataTypes.float32 }, use_locking: { b: false } };

/** TensorFlow's kernel that does what an optimizer does with these values; null where there is none and the step is recorded as it is computed. */
export function fusedUpdate({ kind, values }: ItemValue): FusedUpdate | null {
  switch (kind) {
    case 'sgd':
      return byWeight(values['momentum'] === 0 ? gradientDescent : momentum(values['nesterov'] === true));
    case 'rmsprop':
      return byWeight(rmsprop(values['centered'] === true, Number(values['momentum']) > 0));
    case 'adam':
      return byWeight(adam(values['amsgrad'] === true));
    default:
      return null;
  }
}

/** A node for each weight. */
const byWeight = ({ write, wantsScratch = false, scalars }: Kernel): FusedUpdate => ({
  write: (writer, weights, { prefix, numbers, read }) =>
    weights.map((weight, at) => write(writer, `${prefix}/update${at}`, weight, numbers, read)),
  wantsScratch,
  scalars,
});

/** Numbers of a step by their names. */
export const hyperNumbers =
  (...names: readonly string[]) =>
  (hyper: Hyper): number[] =>
    names.map((name) => {
      const value = hyper[name];
      if (value === undefined) throw new Error(`the optimizer has no number "${name}"`);
      return value;
    });

const gradientDescent: Kernel = {
  write: (writer, name, { weight, gradient }, [rate = ''], after) =>
    writer.node(name, 'ResourceApplyGradientDescent', [weight.handle, rate, gradient, ...after], attributes),
  scalars: hyperNumbers('learningRate'),
};

const momentum = (nesterov: boolean): Kernel => ({
  write: (writer, name, { weight, gradient, slot }, [rate = '', beta = ''], after) =>
    writer.node(name, 'ResourceApplyKerasMomentum', [weight.handle, slot('momentum').handle, rate, gradient, beta, ...after], {
      ...attributes,
      use_nesterov: { b: nesterov },
    }),
  scalars: hyperNumbers('learningRate', 'momentum'),
});

const rmsprop = (centered: boolean, withMomentum: boolean): Kernel => ({
  write(writer, name, { weight, gradient, slot, scratch }, numbers, after) {
    const slots = [...(centered ? [slot('average_gradient')] : []), slot('velocity'), withMomentum ? slot('momentum') : scratch()];
    return writer.node(
      name,
      centered ? 'ResourceApplyCenteredRMSProp' : 'ResourceApplyRMSProp',
      [weight.handle, ...slots.map(({ handle }) => handle), ...numbers, gradient, ...after],
      attributes,
    );
  },
  wantsScratch: !withMomentum,
  scalars: hyperNumbers('learningRate', 'rho', 'momentum', 'epsilon'),
});

const adam = (amsgrad: boolean): Kernel => ({
  write(writer, name, { weight, gradient, slot }, numbers, after) {
    const slots = ['momentum', 'velocity', ...(amsgrad ? ['velocity_hat'] : [])].map((own) => slot(own).handle);
    const inputs = [weight.handle, ...slots, ...numbers, gradient, ...after];
    if (amsgrad) return writer.node(name, 'ResourceApplyAdamWithAmsgrad', inputs, attributes);
    return writer.node(name, 'ResourceApplyAdam', inputs, { ...attributes, use_nesterov: { b: false } });
  },
  scalars(hyper, iteration) {
    const [beta1 = 0, beta2 = 0] = hyperNumbers('beta1', 'beta2')(hyper);
    return [beta1 ** iteration, beta2 ** iteration, ...hyperNumbers('learningRate', 'beta1', 'beta2', 'epsilon')(hyper)];
  },
});
