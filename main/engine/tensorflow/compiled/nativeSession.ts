import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { graphSessionName } from '../supply/manifest.ts';
import { dataTypes, encodeConfig, encodeGraph } from './graphProto.ts';
import type { GraphNumbers, GraphSession } from './graphSession.ts';
import { nodeOf } from './graphWriter.ts';
import { operationTimes } from './operationTimes.ts';

/** A session of the addon; only handed back to it. */
type Handle = object;
/** Our addon over TensorFlow's C interface: `native/graphSession.cc` says what each function does. */
interface GraphSessionAddon {
  useThreads(count: number): void;
  open(config: Uint8Array): Handle;
  extend(session: Handle, graph: Uint8Array, known: readonly string[]): void;
  prepare(session: Handle, feeds: readonly { name: string; dtype: number; shape: readonly number[] }[], fetches: readonly string[]): number;
  run(session: Handle, prepared: number, runs: readonly (readonly GraphNumbers[])[]): Promise<GraphNumbers[][]>;
  runNow(session: Handle, prepared: number, runs: readonly (readonly GraphNumbers[])[]): GraphNumbers[][];
  trace(session: Handle, prepared: number, run: readonly GraphNumbers[]): Uint8Array;
  close(session: Handle): void;
}

const require = createRequire(import.meta.url);

/** Milliseconds that a call may hold the thread of JavaScript: going to another thread and back takes 0.05 to 0.1. */
const shortest = 0.3;
/** Milliseconds after which JavaScript has a turn for other things, however short the calls are. */
const turnAfter = 10;

export interface NativeOptions {
  readonly threads: number;
  /** Whether TensorFlow computes on a graphics card, where our kernels cannot write. */
  readonly gpu: boolean;
}

/** Sessions by our own addon, or why it does not load, in one line; both null where it was never built beside the binding. The stock binding does without it. */
export interface NativeSessions {
  readonly open: ((options: NativeOptions) => GraphSession) | null;
  readonly problem: string | null;
}

/** Opens sessions by our own addon; null where it is not there or does not load. */
export const nativeSessions = (binding: string): NativeSessions['open'] => loadNative(binding).open;

/** Loads our own addon from beside the binding. */
export function loadNative(binding: string): NativeSessions {
  const file = join(dirname(binding), graphSessionName);
  if (!existsSync(file)) return { open: null, problem: null };
  try {
    const addon: GraphSessionAddon = require(file);
    return { open: (options) => openSession(addon, options), problem: null };
  } catch (error) {
    return { open: null, problem: (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? file };
  }
}

function openSession(addon: GraphSessionAddon, { threads, gpu }: NativeOptions): GraphSession {
  addon.useThreads(threads);
  const session = addon.open(encodeConfig({ intraOpParallelismThreads: threads, interOpParallelismThreads: threads }));
  /** Readied functions by what they feed and give, so that asking again costs nothing. */
  const readied = new Map<string, number>();
  let turned = performance.now();
  /** Runs a readied function, `expected` milliseconds long: here when that is shorter than the way to another thread. */
  const run = async (number: number, runs: readonly (readonly GraphNumbers[])[], expected: number): Promise<GraphNumbers[][]> => {
    if (expected < shortest && performance.now() - turned < turnAfter) return addon.runNow(session, number, runs);
    const results = await addon.run(session, number, runs);
    turned = performance.now();
    return results;
  };
  return {
    holdsData: true,
    ownKernels: !gpu,
    async extend({ nodes }) {
      const own = new Set(nodes.map(({ name }) => name));
      const known = new Set(nodes.flatMap(({ input }) => input).filter((input) => !own.has(nodeOf(input))));
      addon.extend(session, encodeGraph(nodes), [...known]);
    },
    prepare(feeds, outputs) {
      const key = `${feeds.map(({ name }) => name).join()} > ${outputs.join()}`;
      const number =
        readied.get(key) ??
        addon.prepare(
          session,
          feeds.map(({ name, type, shape }) => ({ name, dtype: dataTypes[type], shape })),
          outputs,
        );
      readied.set(key, number);
      let each = Number.POSITIVE_INFINITY;
      const timed = async (runs: readonly (readonly GraphNumbers[])[]): Promise<GraphNumbers[][]> => {
        const start = performance.now();
        const results = await run(number, runs, each * runs.length);
        each = (performance.now() - start) / runs.length;
        return results;
      };
      return Object.assign(timed, { trace: (own: readonly GraphNumbers[]) => operationTimes(addon.trace(session, number, own)) });
    },
    close: () => addon.close(session),
  };
}
