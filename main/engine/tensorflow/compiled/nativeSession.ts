import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { graphSessionName } from '../supply/manifest.ts';
import { dataTypes, encodeConfig, encodeGraph } from './graphProto.ts';
import type { GraphNumbers, GraphSession } from './graphSession.ts';

/** A session of the addon; only handed back to it. */
type Handle = object;
/** Our addon over TensorFlow's C interface: `native/graphSession.cc` says what each function does. */
interface GraphSessionAddon {
  open(config: Uint8Array): Handle;
  extend(session: Handle, graph: Uint8Array, known: readonly string[]): void;
  prepare(session: Handle, feeds: readonly { name: string; dtype: number; shape: readonly number[] }[], fetches: readonly string[]): number;
  run(session: Handle, prepared: number, runs: readonly (readonly GraphNumbers[])[]): Promise<GraphNumbers[][]>;
  close(session: Handle): void;
}

const require = createRequire(import.meta.url);

/** Opens sessions by our own addon; null where it was not built beside the binding, or does not load: the stock binding does without it. */
export function nativeSessions(binding: string): ((threads: number) => GraphSession) | null {
  const addon = loadAddon(join(dirname(binding), graphSessionName));
  return addon && ((threads) => openSession(addon, threads));
}

function loadAddon(file: string): GraphSessionAddon | null {
  if (!existsSync(file)) return null;
  try {
    return require(file);
  } catch {
    return null;
  }
}

function openSession(addon: GraphSessionAddon, threads: number): GraphSession {
  const session = addon.open(encodeConfig({ intraOpParallelismThreads: threads, interOpParallelismThreads: threads }));
  /** Readied functions by what they feed and give, so that asking again costs nothing. */
  const readied = new Map<string, number>();
  return {
    holdsData: true,
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
      return (runs) => addon.run(session, number, runs);
    },
    close: () => addon.close(session),
  };
}

/** The node of an input: `node`, `node:1` or `^node`. */
const nodeOf = (input: string): string => input.replace(/^\^/, '').replace(/:\d+$/, '');
