import { prepareEnvironment, prepareReference } from '../scripts/test/prepareReference.ts';
import type { ColumnData, State } from '../main/engine/engine.ts';
import type { TrainPlan } from '../shared/plan/trainPlan.ts';
import { PlanProcess } from './reference/planProcess.ts';
import { StockProcess } from './stock/stockProcess.ts';

/** A network in another framework, in a process of its own. */
export interface RivalProcess {
  build(plan: TrainPlan, data: ColumnData, state: State): Promise<unknown>;
  /** An epoch over the first rows; milliseconds a step. */
  fit(rows: number, batchSize: number): Promise<number>;
  /** Predictions of the first rows, batch after batch; milliseconds a batch. */
  predict(rows: number, batchSize: number): Promise<number>;
  close(): Promise<void>;
}
/** Another framework that the same networks are timed in. */
export interface Rival {
  readonly name: string;
  /** Starts it. */
  open(): RivalProcess;
}

/** PyTorch from PyPI brings the libraries of a graphics card along: gigabytes that only this comparison needs. */
const peers = ['keras==3.15.1', 'jax==0.10.2', 'torch==2.15.0', 'setuptools==80.9.0'];

const keras = (python: string, backend: string) => (): PlanProcess =>
  new PlanProcess({ python, script: 'keras_plan.py', environment: { KERAS_BACKEND: backend } });
const torch = (python: string, variant: string) => (): PlanProcess =>
  new PlanProcess({ python, script: 'torch_plan.py', environment: { TORCH_VARIANT: variant } });

/** Others on the same TensorFlow: Keras, where it can be had, and stock TensorFlow.js with tfjs-node's backend. */
export async function onTensorflow(): Promise<readonly Rival[]> {
  await prepareReference(new AbortController().signal);
  const python = process.env['NETLOOM_PYTHON'];
  return [
    ...(python ? [{ name: 'Keras on TensorFlow', open: keras(python, 'tensorflow') }] : []),
    { name: 'stock tfjs-node', open: () => new StockProcess() },
  ];
}

/** Keras on both of its quick backends, where they can be had. */
export async function kerasOnly(): Promise<readonly Rival[]> {
  const names = ['Keras on TensorFlow', 'Keras on JAX'];
  return [...(await onTensorflow()), ...(await otherFrameworks())].filter(({ name }) => names.includes(name));
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
