import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportScript, scriptName } from '../../main/export/keras/exportScript.ts';
import { grey, heapsOf, meanOf, variety } from '../../main/train/testing/madeByGans.ts';
import { trainTemplate } from '../../main/train/testing/trainTemplate.ts';
import { scriptSamples } from '../../shared/codegen/scriptPhases.ts';
import { projectDataset } from '../../shared/graph/resolveColumns.ts';
import type { PlanOverrides } from '../../shared/plan/buildPlan.ts';
import { findTemplate, templates } from '../../shared/templates/index.ts';
import { runPython, toldMetric } from './runPython.ts';

const python = process.env['NETLOOM_PYTHON'];
const mnist = { epochs: 1, limit: 9600 };
/** Those that need more of their data to tell a network that learns from one that does not. */
const longer: Readonly<Record<string, PlanOverrides>> = {
  'mnist-gan': { epochs: 2, limit: 40_000 },
  'perceptual-autoencoder': { epochs: 3, limit: 6400 },
};
/** Small data sets train as their templates say; of a large one, enough. */
function overridesOf(id: string): PlanOverrides {
  const { dataset } = projectDataset(findTemplate(id).build());
  return longer[id] ?? (dataset.size.train > 10_000 ? mnist : {});
}

/** Where no metric says whether a network has learned: what it makes is looked at. */
const looks: Readonly<Record<string, (made: readonly number[]) => boolean>> = {
  'ring-gan': (points) => {
    const { near, heaps } = heapsOf(points);
    return near > 0.35 * points.length && heaps === 8;
  },
  'mnist-gan': (pictures) => {
    const some = pictures.slice(0, 30 * 28 * 28);
    return variety(some) > 0.06 && Math.abs(meanOf(some) - 0.13) < 0.05 && grey(some) < 0.25;
  },
};
/** The metric that a template is compared by: the first that it reports. */
const measures = ['val_accuracy', 'val_draw_pixels_loss', 'val_loss'];
/** Those whose validation says nothing by intention: what is learned by heart shows in training. */
const trained: Readonly<Record<string, string>> = { 'random-labels': 'accuracy' };
const draws = 4;
/** What a script that has run has left of its shown Output. */
const samplesOf = async (folder: string): Promise<number[]> =>
  JSON.parse(
    await runPython(
      '-c',
      'import json, sys, numpy; (made,) = numpy.load(sys.argv[1]).values(); print(json.dumps(made.ravel().tolist()))',
      join(folder, scriptSamples),
    ),
  ) as number[];

describe.skipIf(!python)('the Keras script', () => {
  it.each(templates.map(({ id }) => id))(
    'of %s runs in Keras as it is and comes as far as the studio',
    async (id) => {
      await trainTemplate(id, overridesOf(id), async ({ plan, messages }) => {
        const folder = await mkdtemp(join(tmpdir(), 'netloom-script-'));
        try {
          const look = looks[id];
          const ours = messages.filter((message) => message.type === 'epochEnded').at(-1)?.metrics ?? {};
          const metric = trained[id] ?? measures.find((key) => key in ours) ?? 'val_loss';
          const own = ours[metric] ?? Number.NaN;
          const isLike = (theirs: number): boolean =>
            metric.endsWith('accuracy') ? Math.abs(own - theirs) < 0.1 : Math.max(own / theirs, theirs / own) < 1.6;
          if (look) {
            const samples = messages.flatMap((message) => (message.type === 'samples' ? (message.samples.outputs[0] ?? []) : []));
            expect(look(samples.at(-1)?.numbers ?? [])).toBe(true);
          }
          // Keras draws its first weights otherwise, and a hard small problem is not learned from every draw: it may try again from other ones.
          const found: string[] = [];
          let like = false;
          for (let seed = 0; seed < draws && !like; seed++) {
            const place = join(folder, `script${seed}`);
            await exportScript({ ...plan, seed }, place);
            const stdout = await runPython(join(place, scriptName));
            const theirs = toldMetric(stdout, metric);
            like = look ? look(await samplesOf(place)) : isLike(theirs);
            found.push(look ? String(like) : theirs.toFixed(4));
          }
          process.stdout.write(
            `${id}: ${look ? 'it makes what it should' : `${metric} ${own.toFixed(4)} here`}, ${found.join(', ')} in Keras\n`,
          );
          expect(like).toBe(true);
        } finally {
          await rm(folder, { recursive: true, force: true });
        }
      });
    },
    1_800_000,
  );
});
