import { readFileSync, writeFileSync } from 'node:fs';
import { blocks } from '../../shared/catalogue/index.ts';
import { PlanProcess } from './planProcess.ts';

/** The arguments of Keras's layers by class, in their order. */
export type KerasArguments = Readonly<Record<string, readonly string[]>>;

const file = new URL('kerasArguments.json', import.meta.url);

/** The arguments that are checked in. */
export const keptArguments = (): KerasArguments => JSON.parse(readFileSync(file, 'utf8')) as KerasArguments;

/** Asks Keras for the arguments of every class that a block stands for; `python` has Keras on TensorFlow. */
export async function askArguments(python: string): Promise<KerasArguments> {
  const keras = new PlanProcess({ python, script: 'keras_plan.py' });
  try {
    return await keras.arguments(blocks.flatMap(({ structure, keras: { name } }) => (structure === true ? [] : [name])));
  } finally {
    await keras.close();
  }
}

export const keepArguments = (found: KerasArguments): void => writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`);
