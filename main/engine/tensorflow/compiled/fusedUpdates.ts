import type { ItemValue } from '../../../../shared/catalogue/params.ts';
import type { Hyper } from '../../engine.ts';
import { dataTypes, type Attr } from './graphProto.ts';
import type { GraphWriter } from './graphWriter.ts';

/** What one weight's update is given: names of nodes in the graph. */
export interface FusedInputs {
  /** Handle of the weight's variable. */
  readonly weight: string;
  readonly gradient: string;
  /** Handle of a slot's variable. */
  slot(name: string): string;
  /** Handle of a variable of zeros that is no part of the state: room for a kernel that wants more slots than Keras keeps. */
  scratch(): string;
  /** A number that is fed with every step. */
  scalar(name: string): string;
  /** Nodes that have to run before: every reading of a weight. */
  readonly after: readonly string[];
}

/** An optimizer as TensorFlow's own kernel: one node a weight. */
export interface FusedUpdate {
  write(writer: GraphWriter, name: string, inputs: FusedInputs): string;
  /** Whether `write` asks for scratch. */
  readonly wantsScratch: boolean;
  /** Names of the numbers that `write` asks for. */
  readonly scalars: readonly string[];
  /** One of them in a step; the first step is 1. */
  scalar(name: string, hyper: Hyper, iteration: number): number;
}

const attributes: Readonly<Record<string, Attr>> = { T: { type: dataTypes.float32 }, use_locking: { b: false } };
const number = (hyper: Hyper, name: string): number => {
  const value = hyper[name];
  if (value === undefined) throw new Error(`the optimizer has no number "${name}"`);
  return value;
};

/** The kernel that does what an optimizer does with these values; null where there is none and the step is recorded as it is computed. */
export function fusedUpdate({ kind, values }: ItemValue): FusedUpdate | null {
  switch (kind) {
    case 'sgd':
      return values['momentum'] === 0 ? gradientDescent : momentum(values['nesterov'] === true);
    case 'rmsprop':
      return rmsprop(values['centered'] === true, Number(values['momentum']) > 0);
    case 'adam':
      return adam(values['amsgrad'] === true);
    default:
      return null;
  }
}

const gradientDescent: FusedUpdate = {
  write: (writer, name, { weight, gradient, scalar, after }) =>
    writer.node(name, 'ResourceApplyGradientDescent', [weight, scalar('learningRate'), gradient, ...after], attributes),
  wantsScratch: false,
  scalars: ['learningRate'],
  scalar: (name, hyper) => number(hyper, name),
};

const momentum = (nesterov: boolean): FusedUpdate => ({
  write: (writer, name, { weight, gradient, slot, scalar, after }) =>
    writer.node(
      name,
      'ResourceApplyKerasMomentum',
      [weight, slot('momentum'), scalar('learningRate'), gradient, scalar('momentum'), ...after],
      {
        ...attributes,
        use_nesterov: { b: nesterov },
      },
    ),
  wantsScratch: false,
  scalars: ['learningRate', 'momentum'],
  scalar: (name, hyper) => number(hyper, name),
});

const rmsprop = (centered: boolean, withMomentum: boolean): FusedUpdate => ({
  write(writer, name, { weight, gradient, slot, scratch, scalar, after }) {
    const slots = [...(centered ? [slot('average_gradient')] : []), slot('velocity'), withMomentum ? slot('momentum') : scratch()];
    const numbers = ['learningRate', 'rho', 'momentum', 'epsilon'].map(scalar);
    return writer.node(
      name,
      centered ? 'ResourceApplyCenteredRMSProp' : 'ResourceApplyRMSProp',
      [weight, ...slots, ...numbers, gradient, ...after],
      attributes,
    );
  },
  wantsScratch: !withMomentum,
  scalars: ['learningRate', 'rho', 'momentum', 'epsilon'],
  scalar: (name, hyper) => number(hyper, name),
});

const adamScalars = ['beta1Power', 'beta2Power', 'learningRate', 'beta1', 'beta2', 'epsilon'];
const adam = (amsgrad: boolean): FusedUpdate => ({
  write(writer, name, { weight, gradient, slot, scalar, after }) {
    const slots = ['momentum', 'velocity', ...(amsgrad ? ['velocity_hat'] : [])].map(slot);
    const inputs = [weight, ...slots, ...adamScalars.map(scalar), gradient, ...after];
    if (amsgrad) return writer.node(name, 'ResourceApplyAdamWithAmsgrad', inputs, attributes);
    return writer.node(name, 'ResourceApplyAdam', inputs, { ...attributes, use_nesterov: { b: false } });
  },
  wantsScratch: false,
  scalars: adamScalars,
  scalar(name, hyper, iteration) {
    if (name === 'beta1Power') return number(hyper, 'beta1') ** iteration;
    if (name === 'beta2Power') return number(hyper, 'beta2') ** iteration;
    return number(hyper, name);
  },
});
