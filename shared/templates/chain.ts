import type { ProjectDocument } from '../graph/document.ts';
import { network, type Link, type NetworkOptions } from './network.ts';

export type { Link } from './network.ts';

/** So many blocks beside each other are as wide as the canvas of a usual window at its full size. */
const perRow = 4;

/** A project whose model is a chain, wired in order. */
export function chain({ links, ...options }: NetworkOptions & { readonly links: readonly Link[] }): ProjectDocument {
  const ids = links.map(([kind], at) => `${kind}-${at + 1}`);
  return network(
    options,
    Object.fromEntries(
      links.map(([kind, values = {}, name = ''], at) => [
        ids[at] ?? kind,
        { kind, values, name, from: at === 0 ? [] : [ids[at - 1] ?? ''], at: [at % perRow, Math.floor(at / perRow)] as const },
      ]),
    ),
  );
}
