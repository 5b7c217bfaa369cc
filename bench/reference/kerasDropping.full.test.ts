import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportScript, scriptName } from '../../main/export/keras/exportScript.ts';
import { temporaryFolder } from '../../main/store/fixtures/temporaryFolder.ts';
import { chain } from '../../shared/templates/chain.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { runPython } from './runPython.ts';

const python = process.env['NETLOOM_PYTHON'];

/** The script of a text model with word dropout and what drops behind it, trained a little; then what a check of it says. */
async function run(wordDropoutBy: string, check: string): Promise<string> {
  const built = buildPlan(
    chain({
      name: 'Words that drop',
      notes: '',
      data: { dataset: 'characters', validationSize: 0.1 },
      training: { epochs: 1, batchSize: 64 },
      links: [
        ['input', { shape: [32], column: 'before' }],
        ['embedding', { inputDim: 28, outputDim: 8, wordDropout: 0.4, wordDropoutBy, embeddingsInitializer: 'ones' }],
        ['simpleRnn', { units: 8, dropout: 0.2, recurrentDropout: 0.2 }],
        ['batchNormalization'],
        ['dense', { units: 28, activation: 'softmax' }],
        ['output', { column: 'next', loss: 'sparseCategoricalCrossentropy' }, 'next'],
      ],
    }),
    { limit: 640 },
  );
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  const folder = join(temporaryFolder(), 'script');
  await exportScript(built.plan, folder);
  const averages =
    'kept = [keras.ops.convert_to_numpy(weight).copy() for weight in model.get_layer("batch_normalization").non_trainable_variables]\n';
  const script = join(folder, scriptName);
  await appendFile(script, `${averages}\n${check}`);
  return runPython(script);
}

const mask = `
words = np.asarray(examples["train"][0][:200], dtype="int32")
embedding = model.get_layer("embedding")
assert np.allclose(embedding(words, training=False), np.take(embedding.embeddings, words, axis=0))
given = np.asarray(embedding(words, training=True)) / np.take(embedding.embeddings, words, axis=0)
mask = given[..., 0]
assert np.allclose(given, mask[..., None])
assert set(np.unique(np.round(mask, 4))) == {0.0, np.float32(np.round(1 / 0.6, 4))}
assert abs(np.mean(mask == 0) - 0.4) < 0.05
alike = [len(set(row[line == word])) == 1 for row, line in zip(mask, words) for word in set(line) if np.sum(line == word) > 1]
print("alike", np.mean(alike))
assert not np.array_equal(mask, np.asarray(embedding(words, training=True))[..., 0] / np.take(embedding.embeddings, words, axis=0)[..., 0])
`;

describe.skipIf(!python)('the Keras script drops words as the studio does', () => {
  it('by type: a word is dropped wherever a sequence has it', async () => {
    const log = await run('type', mask);
    expect(log).toMatch(/mean standard deviation with dropout left on: 0\.\d*[1-9]/);
    expect(log).toContain('alike 1.0');
  });

  it('by position: each place by itself', async () => {
    const alike = Number(/alike ([\d.]+)/.exec(await run('position', mask))?.[1]);
    expect(alike).toBeGreaterThan(0.1);
    expect(alike).toBeLessThan(0.9);
  });

  it('predictions with dropout left on leave the moving averages of a batch normalization as they are', async () => {
    const check = `
for _ in range(3):
    model(x, training=True)
now = [keras.ops.convert_to_numpy(weight) for weight in model.get_layer("batch_normalization").non_trainable_variables]
print("moved", max(float(np.max(np.abs(a - b))) for a, b in zip(kept, now)))
model.get_layer("batch_normalization").trainable = True
model(x, training=True)
now = [keras.ops.convert_to_numpy(weight) for weight in model.get_layer("batch_normalization").non_trainable_variables]
print("moved when it is not frozen", max(float(np.max(np.abs(a - b))) for a, b in zip(kept, now)))
`;
    const log = await run('type', check);
    expect(log).toContain('moved 0.0');
    expect(Number(/moved when it is not frozen ([\d.e-]+)/.exec(log)?.[1])).toBeGreaterThan(1e-4);
  });
});
