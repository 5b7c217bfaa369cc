import { mkdirSync, mkdtempSync, openSync, closeSync, ftruncateSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testDocument } from '../../shared/graph/testing/testDocuments.ts';
import { toJson } from '../../shared/graph/toJson.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { forecastMemory } from '../../shared/plan/forecastMemory.ts';
import { describeFiles } from '../data/describeFiles.ts';
import { npy } from '../data/numpy/npy.ts';
import { trainPlan } from './testing/trainPlan.ts';

const [rows, side] = [1_200_000, 28];

/** An array whose numbers are a hole in the disk: all of them zeros. */
function sparse(path: string): void {
  const whole = npy(new Float32Array(0), [rows, side, side, 1]);
  const handle = openSync(path, 'w');
  writeSync(handle, whole);
  ftruncateSync(handle, whole.length + rows * side * side * 4);
  closeSync(handle);
}

it('an array of 3.8 GB is trained on in a small part of that memory', { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'netloom-large-'));
  try {
    const data = join(folder, 'data');
    mkdirSync(data);
    sparse(join(data, 'x.npy'));
    writeFileSync(
      join(data, 'y.npy'),
      npy(
        Uint8Array.from({ length: rows }, (_, row) => row % 10),
        [rows],
      ),
    );
    const { size } = statSync(join(data, 'x.npy'));
    const files = await describeFiles('arrays', data, null);
    const document = testDocument(
      {
        in: ['input', { shape: [side, side, 1] }],
        flat: ['flatten'],
        hidden: ['dense', { units: 128, activation: 'relu' }],
        out: ['dense', { units: 10, activation: 'softmax' }],
        y: ['output', { loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] }],
      },
      ['in -> flat', 'flat -> hidden', 'hidden -> out', 'out -> y'],
    );
    const dataset = { kind: 'arrays', values: { files, reading: 'disk' } };
    const built = buildPlan(
      {
        ...document,
        training: { ...document.training, epochs: 1, batchSize: 128 },
        data: { ...document.data, ...toJson({ dataset }), validationSize: 5000 },
      },
      { limit: 64_000 },
    );
    if ('problems' in built) throw new Error(built.problems[0]?.message);
    const before = process.memoryUsage().rss;
    let most = before;
    const messages = await trainPlan(built.plan, {
      directory: folder,
      hear: () => {
        most = Math.max(most, process.memoryUsage().rss);
      },
    });
    const ended = messages.at(-1);
    const mb = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
    process.stdout.write(
      `${mb(size)} on disk, 500 steps: at most ${mb(most)} resident, ${mb(before)} of it before; forecast ${mb(forecastMemory(built.plan)?.total ?? Number.NaN)}. ${ended?.type === 'ended' ? ended.reason : ''}\n`,
    );
    expect(ended).toMatchObject({ type: 'ended', outcome: 'finished' });
    expect(most - before).toBeLessThan(0.25 * size);
    expect(forecastMemory(built.plan)?.total).toBeLessThan(0.3 * size);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
