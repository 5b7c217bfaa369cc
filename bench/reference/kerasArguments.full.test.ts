import { describe, expect, it } from 'vitest';
import { askArguments, keptArguments } from './kerasArguments.ts';

const python = process.env['NETLOOM_PYTHON'];

describe.skipIf(!python)('the arguments of the layers of Keras', () => {
  it('are those that are checked in', async () => {
    expect(await askArguments(python ?? '')).toEqual(keptArguments());
  });
});
