import { prepareEnvironment, prepareReference } from '../scripts/test/prepareReference.ts';
import { PlanProcess } from './reference/planProcess.ts';

/** Another framework that the same networks are timed in. */
export interface Rival {
  readonly name: string;
  /** Starts it. */
  open(): PlanProcess;
}

/** PyTorch from PyPI brings the libraries of a graphics card along: gigabytes that only this comparison needs. */
const peers = ['keras==3.15.1', 'jax==0.10.2', 'torch==2.15.0', 'setuptools==80.9.0'];

/** The rivals that can be had on this machine. */
export async function findRivals(): Promise<readonly Rival[]> {
  const { signal } = new AbortController();
  await prepareReference(signal);
  const reference = process.env['NETLOOM_PYTHON'];
  const others = process.env['NETLOOM_PEERS'] ?? (await prepareEnvironment(peers, signal));
  const keras = (python: string, backend: string) => (): PlanProcess =>
    new PlanProcess({ python, script: 'keras_plan.py', environment: { KERAS_BACKEND: backend } });
  const torch = (python: string, variant: string) => (): PlanProcess =>
    new PlanProcess({ python, script: 'torch_plan.py', environment: { TORCH_VARIANT: variant } });
  return [
    ...(reference ? [{ name: 'Keras on TensorFlow', open: keras(reference, 'tensorflow') }] : []),
    ...(others
      ? [
          { name: 'Keras on JAX', open: keras(others, 'jax') },
          { name: 'PyTorch', open: torch(others, 'eager') },
          { name: 'PyTorch, channels last', open: torch(others, 'channels_last') },
          { name: 'PyTorch, compiled', open: torch(others, 'compiled') },
        ]
      : []),
  ];
}
