import { closeSync, openSync, readSync } from 'node:fs';
import { extname } from 'node:path';
import { weightFormats, weightFormatWords, type WeightFormat } from '../../../shared/plan/weightFormats.ts';
import type { ReadWeights } from './keras/nameLayers.ts';
import { readKerasArchive, readKerasHdf5 } from './keras/readKerasWeights.ts';
import { readTfjsWeights } from './readTfjsWeights.ts';

interface Reader {
  /** How files of this kind begin, where that tells them. */
  readonly begins?: string;
  /** Rejects in words that follow the file's name. */
  readonly read: (path: string) => Promise<ReadWeights>;
}

const readers: Readonly<Record<WeightFormat['id'], Reader>> = {
  keras: { begins: 'PK\u0003\u0004', read: readKerasArchive },
  hdf5: { begins: '\u0089HDF\r\n', read: readKerasHdf5 },
  tfjs: { read: readTfjsWeights },
};

/** Reads the weights of a model made elsewhere, by how the file begins, else by what it is called. Rejects in words that follow the file's name. */
export async function readWeights(path: string): Promise<ReadWeights> {
  const first = beginningOf(path);
  const extension = extname(path).slice(1).toLowerCase();
  const format =
    weightFormats.find(({ id }) => readers[id].begins !== undefined && first.startsWith(readers[id].begins)) ??
    weightFormats.find(({ extensions }) => extensions.includes(extension));
  if (!format) throw new Error(`it is no file that weights can be taken from: choose ${weightFormatWords}`);
  return readers[format.id].read(path);
}

function beginningOf(path: string): string {
  const first = Buffer.alloc(8);
  try {
    const handle = openSync(path, 'r');
    readSync(handle, first, 0, first.length, 0);
    closeSync(handle);
  } catch (error) {
    throw new Error('it cannot be read', { cause: error });
  }
  return first.toString('latin1');
}
