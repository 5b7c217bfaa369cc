import type { Dataset } from '../../../shared/catalogue/otherItems.ts';
import type { Params, ValuesOf } from '../../../shared/catalogue/params.ts';
import type { Numbers } from '../../engine/engine.ts';
import type { OpenStream } from '../streaming/openStream.ts';

/** All numbers of a data set: `numbers` by column, rows one after the other, its own test rows last. */
export interface SourceData {
  readonly rows: number;
  readonly train: number;
  /** Null where `stream` reads them. */
  readonly numbers: Readonly<Record<string, Numbers | null>>;
  readonly stream?: OpenStream;
}
export type Source<P extends Params = Params> = (values: ValuesOf<P>) => Promise<SourceData>;

/** Where the examples of `dataset` come from, its values typed by the declaration. */
export function defineSource<P extends Params>(_dataset: Dataset<P>, source: Source<P>): Source<P> {
  return source;
}
