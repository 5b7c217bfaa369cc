import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { exportScript, scriptName } from '../../main/export/keras/exportScript.ts';
import { trainTemplate } from '../../main/train/testing/trainTemplate.ts';
import { defaultValues } from '../../shared/catalogue/parseValues.ts';
import { projectDataset } from '../../shared/graph/resolveColumns.ts';
import type { PlanOverrides } from '../../shared/plan/buildPlan.ts';
import { findTemplate, templates } from '../../shared/templates/index.ts';

const python = process.env['NETLOOM_PYTHON'];
/** Small data sets train as their templates say; of a large one, enough to tell a network that learns from one that does not. */
function overridesOf(id: string): PlanOverrides {
  const { dataset } = projectDataset(findTemplate(id).build());
  return dataset.size(defaultValues(dataset.params)).train > 10_000 ? { epochs: 1, limit: 9600 } : {};
}

/** Templates whose training has phases: `fit` has no words for them. */
const saidInWords = new Set(['ring-gan', 'mnist-gan', 'perceptual-autoencoder']);
const draws = 4;
const environment = { ...process.env, KERAS_BACKEND: 'tensorflow', TF_CPP_MIN_LOG_LEVEL: '3', CUDA_VISIBLE_DEVICES: '' };

/** The last number that Keras's own log gives for a metric. */
const told = (log: string, metric: string): number => Number([...log.matchAll(new RegExp(`\\b${metric}: ([\\d.e+-]+)`, 'g'))].at(-1)?.[1]);

describe.skipIf(!python)('the Keras script', () => {
  it.each(templates.filter(({ id }) => !saidInWords.has(id)).map(({ id }) => id))(
    'of %s runs in Keras as it is and comes as far as the studio',
    async (id) => {
      await trainTemplate(id, overridesOf(id), async ({ plan, messages }) => {
        const folder = await mkdtemp(join(tmpdir(), 'netloom-script-'));
        try {
          const ours = messages.filter((message) => message.type === 'epochEnded').at(-1)?.metrics ?? {};
          const metric = 'val_accuracy' in ours ? 'val_accuracy' : 'val_loss';
          const own = ours[metric] ?? Number.NaN;
          const isLike = (theirs: number): boolean =>
            metric === 'val_accuracy' ? Math.abs(own - theirs) < 0.1 : Math.max(own / theirs, theirs / own) < 1.6;
          // Keras draws its first weights otherwise, and a hard small problem is not learned from every draw: it may try again from other ones.
          const found: number[] = [];
          for (let seed = 0; seed < draws && !found.some(isLike); seed++) {
            const place = join(folder, `script${seed}`);
            await exportScript({ ...plan, seed }, place);
            const { stdout } = await promisify(execFile)(python ?? '', [join(place, scriptName)], { env: environment, maxBuffer: 64e6 });
            found.push(told(stdout, metric));
          }
          process.stdout.write(
            `${id}: ${metric} ${own.toFixed(4)} here, ${found.map((theirs) => theirs.toFixed(4)).join(', ')} in Keras\n`,
          );
          expect(found.some(isLike)).toBe(true);
        } finally {
          await rm(folder, { recursive: true, force: true });
        }
      });
    },
    600_000,
  );
});
