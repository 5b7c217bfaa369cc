import type { ItemValue } from '../../../../shared/catalogue/params.ts';
import { type FusedUpdate, hyperNumbers } from './fusedUpdates.ts';
import { text } from './graphProto.ts';

/** One of the optimizers of `native/updateKernel.cc`. */
interface OwnKernel {
  readonly name: string;
  /** Names of the slots, in the kernel's order. */
  readonly slots: readonly string[];
  readonly scalars: FusedUpdate['scalars'];
}

/** Our own kernel that does what an optimizer does with these values: all weights in one operation. Null where there is none. */
export function ownUpdate(optimizer: ItemValue): FusedUpdate | null {
  const kernel = kernelOf(optimizer);
  if (!kernel) return null;
  const { name, slots, scalars } = kernel;
  return {
    write(writer, weights, { prefix, scalars: numbers, used }) {
      const held = weights.flatMap(({ slot }) => slots.map((own) => slot(own).read));
      const own = weights.map(({ weight }) => weight.read);
      const gradients = weights.map(({ gradient }) => gradient);
      // It writes over what it reads. Every gradient is an input, all else that is computed from weights has to be done.
      const inputs = [...own, ...held, ...gradients, numbers, ...used];
      return [
        writer.node(`${prefix}/update`, 'NetloomUpdate', inputs, {
          optimizer: text(name),
          N: { i: weights.length },
          M: { i: held.length },
        }),
      ];
    },
    wantsScratch: false,
    scalars,
  };
}

function kernelOf({ kind, values }: ItemValue): OwnKernel | null {
  switch (kind) {
    case 'sgd':
      if (values['momentum'] === 0) return { name: 'gradientDescent', slots: [], scalars: hyperNumbers('learningRate') };
      return {
        name: values['nesterov'] === true ? 'nesterovMomentum' : 'momentum',
        slots: ['momentum'],
        scalars: hyperNumbers('learningRate', 'momentum'),
      };
    case 'rmsprop': {
      const [centered, momentum] = [values['centered'] === true, Number(values['momentum']) > 0];
      return {
        name: `rmsprop${centered ? 'Centered' : ''}${momentum ? 'Momentum' : ''}`,
        slots: ['velocity', ...(momentum ? ['momentum'] : []), ...(centered ? ['average_gradient'] : [])],
        scalars: hyperNumbers('learningRate', 'rho', 'momentum', 'epsilon'),
      };
    }
    case 'adam': {
      const amsgrad = values['amsgrad'] === true;
      return {
        name: amsgrad ? 'amsgrad' : 'adam',
        slots: ['momentum', 'velocity', ...(amsgrad ? ['velocity_hat'] : [])],
        scalars: adamScalars,
      };
    }
    default:
      return null;
  }
}

/** Both bias corrections are part of the rate, as in Keras. */
const adamScalars: FusedUpdate['scalars'] = (hyper, iteration) => {
  const [rate = 0, beta1 = 0, beta2 = 0, epsilon = 0] = hyperNumbers('learningRate', 'beta1', 'beta2', 'epsilon')(hyper);
  return [(rate * Math.sqrt(1 - beta2 ** iteration)) / (1 - beta1 ** iteration), beta1, beta2, epsilon];
};
