import type { Engine, OpenOptions } from '../engine.ts';
import { threadCount } from '../threadCount.ts';
import { EngineUnavailable } from '../engineUnavailable.ts';
import { backendEngine } from '../backendEngine.ts';
import { CompiledModel } from './compiled/compiledModel.ts';
import type { GraphSession } from './compiled/graphSession.ts';
import { loadNative } from './compiled/nativeSession.ts';
import { stockSession } from './compiled/stockSession.ts';
import { KernelChoices, machineName } from './kernels/kernelChoices.ts';
import { quickerKernels } from './kernels/quickerKernels.ts';
import { sessionWords } from './locate.ts';
import { loadTensorflowBackend, type TensorflowBackend } from './loadBackend.ts';
import { openModel } from '../streaming/openModel.ts';
import { tensorflowOps } from './tensorflowOps.ts';

/** TensorFlow's own kernels through tfjs-node's binding. Throws `EngineUnavailable` with what to install. */
export async function openTensorflow({ threads: wanted = threadCount(), before }: OpenOptions = {}): Promise<Engine> {
  let loaded: TensorflowBackend;
  try {
    loaded = loadTensorflowBackend({ threads: wanted });
  } catch (error) {
    throw new EngineUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
  }
  const { version, device, threads, backend, binding } = loaded;
  const { open: native, problem } = loadNative(binding);
  const ops = tensorflowOps(backend, { ownKernels: native !== null && !backend.isUsingGpuDevice });
  const engine = await backendEngine({ name: 'tensorflow', backend: 'tensorflow', version, device, threads, ops });
  const openSession = (): GraphSession => (native ? native({ threads, gpu: backend.isUsingGpuDevice }) : stockSession(backend.binding));
  const session = native ? 'own' : 'stock';
  // Elsewhere its last bits are others anyway, and everything is compared anew. Runs of old do not tell their session.
  const alike = before?.version === version && (before.session === '' || before.session === session);
  let warn = (_: string): void => {};
  const kernels = new KernelChoices({
    warn: (message) => warn(message),
    machine: machineName(version, threads),
    given: alike ? before.choices : {},
    measure: (alternatives) => quickerKernels(alternatives, openSession),
  });
  return {
    ...engine,
    session,
    notices: problem === null ? [] : [sessionWords(problem, loaded.repair)],
    choices: () => kernels.chosen,
    create(plan, whole, notice) {
      if (notice) warn = notice;
      return openModel(
        plan,
        whole,
        (data) => new CompiledModel({ plan, data, ops, backend, openSession, kernels, warn: notice ?? (() => {}) }),
      );
    },
  };
}
