import type { Engine } from '../engine.ts';
import { openEngine } from '../openEngine.ts';
import { locateTensorflow } from '../tensorflow/locate.ts';

/** Engines of this machine that are compared with `cpu`. One that is missing is missing in the report, too. */
export const comparedEngines = (['wasm', 'tensorflow'] as const).filter((name) => name !== 'tensorflow' || locateTensorflow().ready);

/** Runs `work` on an engine and checks that it left no tensor behind. */
export async function onEngine<T>(name: Engine['name'], work: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = await openEngine(name);
  const before = engine.tensorCount();
  const result = await work(engine);
  const left = engine.tensorCount() - before;
  if (left !== 0) throw new Error(`${left} tensors were left behind on ${name}`);
  return result;
}
