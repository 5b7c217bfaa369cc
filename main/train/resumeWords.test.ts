import { expect, it } from 'vitest';
import type { Place } from './checkpoint.ts';
import { resumeWords } from './resumeWords.ts';

const here: Place = { engine: 'tensorflow', engineVersion: '2.21.0', threads: 2, session: 'own', device: 'CPU: fast' };
const from = (changes: Partial<Place>, now: Place = here, step = 1200): string | null => resumeWords({ ...here, ...changes, step }, now);

it('says nothing where all is as it was, or is not known, or nothing was trained yet', () => {
  expect(from({})).toBeNull();
  expect(from({ session: '', device: '' })).toBeNull();
  expect(from({ engine: 'wasm' }, here, 0)).toBeNull();
});

it.each([
  [{ engine: 'wasm' }, 'It stood on wasm and goes on from step 1,200 on tensorflow: from there its last digits differ'],
  [{ engineVersion: '2.20.0' }, 'on tensorflow 2.20.0 and goes on from step 1,200 on tensorflow 2.21.0:'],
  [{ session: 'stock' }, "on tensorflow's stock session and goes on from step 1,200 on tensorflow's session by Netloom:"],
  [{ device: 'CPU: slow' }, 'on CPU: slow and goes on from step 1,200 on CPU: fast:'],
  [{ threads: 4 }, 'on 4 threads and goes on from step 1,200 on 2 threads:'],
])('says that last digits differ after %o', (changes, words) => {
  expect(from(changes)).toContain(words);
});

it('WebAssembly computes the same on every processor', () => {
  const wasm: Place = { engine: 'wasm', engineVersion: '4.22.0', threads: 1, session: '', device: 'here' };
  expect(resumeWords({ ...wasm, device: 'there', step: 5 }, wasm)).toBeNull();
});
