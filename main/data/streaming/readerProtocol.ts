import type { FoundColumn } from '../../../shared/catalogue/foundFiles.ts';
import type { Numbers } from '../../engine/engine.ts';
import type { Element } from '../numpy/element.ts';

/** A column as the thread that reads it is told of it. */
export interface StreamedColumn {
  readonly found: Pick<FoundColumn, 'name' | 'type' | 'classes'>;
  readonly element: Element;
  /** Bytes of a row in its file. */
  readonly rowBytes: number;
  readonly parts: readonly { readonly file: string; readonly start: number; readonly rows: number }[];
}
export type ToReader =
  | { readonly type: 'read'; readonly id: number; readonly rows: Int32Array; readonly names: readonly string[] }
  | { readonly type: 'close' };
export type FromReader = { readonly id: number } & ({ readonly numbers: Readonly<Record<string, Numbers>> } | { readonly problem: string });
