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

const keras = (python: string, backend: string) => (): PlanProcess =>
  new PlanProcess({ python, script: 'keras_plan.py', environment: { KERAS_BACKEND: backend } });
const torch = (python: string, variant: string) => (): PlanProcess =>
  new PlanProcess({ python, script: 'torch_plan.py', environment: { TORCH_VARIANT: variant } });

/** Keras on the same TensorFlow; none where it cannot be had. */
export async function kerasOnTensorflow(): Promise<readonly Rival[]> {
  await prepareReference(new AbortController().signal);
  const python = process.env['NETLOOM_PYTHON'];
  return python ? [{ name: 'Keras on TensorFlow', open: keras(python, 'tensorflow') }] : [];
}

/** Keras on JAX, and PyTorch in both layouts and compiled; none where they cannot be had. */
export async function otherFrameworks(): Promise<readonly Rival[]> {
  const python = process.env['NETLOOM_PEERS'] ?? (await prepareEnvironment(peers, new AbortController().signal));
  if (!python) return [];
  return [
    { name: 'Keras on JAX', open: keras(python, 'jax') },
    { name: 'PyTorch', open: torch(python, 'eager') },
    { name: 'PyTorch, channels last', open: torch(python, 'channels_last') },
    { name: 'PyTorch, compiled', open: torch(python, 'compiled') },
  ];
}
