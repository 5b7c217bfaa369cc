import type { EngineName } from '../../../shared/run/engines.ts';
import { isSoftware } from '../describeEngines.ts';
import { automaticOrder } from '../engine.ts';
import { EngineUnavailable } from '../engineUnavailable.ts';
import { openers } from '../openEngine.ts';
import { watchProcessors } from './processorShare.ts';
import { trainKnown, type KnownResult } from './knownTraining.ts';

/** What the process tells, in this order. */
export type CheckMessage =
  | { readonly type: 'step'; readonly step: number; readonly steps: number }
  | ({
      readonly type: 'trained';
      readonly device: string;
      readonly version: string;
      readonly elsewhere: number;
      readonly notices: readonly string[];
    } & KnownResult)
  | { readonly type: 'failed'; readonly reason: string };

/** A process of its own that trains the known network on the engine named by its argument, on as many threads as the next one says. It ends with the one that started it. */
const send = (message: CheckMessage): Promise<void> => new Promise((resolve) => void process.send?.(message, () => resolve()));
const isEngine = (name: string | undefined): name is EngineName => name !== undefined && Object.hasOwn(openers, name);

process.on('disconnect', () => process.exit(1));
// Ctrl-C reaches the whole terminal: the one that started this process ends it.
process.on('SIGINT', () => {});
const name = process.argv[2];
try {
  if (!isEngine(name)) throw new EngineUnavailable(`there is no engine "${String(name)}"`);
  const threads = Number(process.argv[3]);
  const engine = await openers[name](threads > 0 ? { threads } : {});
  const watched = watchProcessors();
  const result = await trainKnown(
    engine,
    automaticOrder.includes(name) && !isSoftware(name),
    (step, steps) => void send({ type: 'step', step, steps }),
  );
  await send({
    type: 'trained',
    device: engine.device,
    version: engine.version,
    elsewhere: watched(),
    notices: engine.notices ?? [],
    ...result,
  });
} catch (error) {
  await send({ type: 'failed', reason: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) });
}
process.exit(0);
