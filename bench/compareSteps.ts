import { availableParallelism, cpus } from 'node:os';
import { loadDataset } from '../main/data/loadDataset.ts';
import { openEngine } from '../main/engine/openEngine.ts';
import { hyperParameters } from '../main/train/hyperParameters.ts';
import { applyEdits } from '../shared/graph/applyEdits.ts';
import type { ProjectDocument } from '../shared/graph/document.ts';
import { buildPlan } from '../shared/plan/buildPlan.ts';
import type { TrainPlan } from '../shared/plan/trainPlan.ts';
import { permutation } from '../shared/random/permutation.ts';
import { findTemplate } from '../shared/templates/index.ts';
import { median, pairs, spread } from './statistics.ts';
import { KerasPlan } from './reference/keras.ts';

/** Training examples that one measurement goes through: a multiple of both batch sizes. */
const examples = 3840;
const repeats = 9;

export interface StepRow {
  readonly name: string;
  readonly batchSize: number;
  /** Milliseconds a training step, medians. */
  readonly ours: number;
  readonly keras: number;
  /** Keras's time over ours, pair by pair: above 1, ours is quicker. */
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

/** Dropout is taken out: both sides would draw masks in their own way, and the step is what is compared. */
function withoutDropout(document: ProjectDocument): ProjectDocument {
  const graph = document.graphs[document.root];
  const drop = Object.values(graph?.nodes ?? {}).find((node) => node.kind === 'dropout');
  if (!graph || !drop) return document;
  const into = Object.values(graph.edges).find((edge) => edge.target.node === drop.id);
  const out = Object.values(graph.edges).find((edge) => edge.source.node === drop.id);
  if (!into || !out) return document;
  return applyEdits(document, [
    { type: 'removeNode', graph: graph.id, id: drop.id },
    { type: 'addEdge', graph: graph.id, edge: { id: 'around', source: into.source, target: out.target } },
  ]).document;
}

function planOf(template: string, batchSize: number): TrainPlan {
  const built = buildPlan(withoutDropout(findTemplate(template).build()), { batchSize });
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  return built.plan;
}

/** Our training step beside Keras's `fit` on the same TensorFlow: alternating in one run, so that what slows the machine slows both. */
export async function compareSteps(
  python: string,
  report: (line: string) => void,
): Promise<{ rows: StepRow[]; machine: string; keras: string }> {
  const engine = await openEngine('tensorflow');
  const data = await loadDataset({ kind: 'mnist', values: {} });
  const rows: StepRow[] = [];
  let version = '';
  for (const [name, template] of [
    ['MLP 784-128-10', 'mnist-mlp'],
    ['CNN 32-64', 'mnist-cnn'],
  ] as const) {
    for (const batchSize of [32, 128]) {
      const plan = planOf(template, batchSize);
      const model = await engine.create(plan, data);
      const keras = new KerasPlan(python);
      version = (await keras.build(plan, data, await model.readState())).keras;
      const hyper = hyperParameters(plan.phases[0]?.optimizer);
      const steps = examples / batchSize;
      let epoch = 0;
      const ours = async (): Promise<number> => {
        const order = permutation(examples, 0, 'order', epoch++);
        const began = performance.now();
        // Ten steps a call, as the trainer asks.
        for (let step = 0; step < steps; step += 10) {
          const count = Math.min(10, steps - step);
          const offsets = Array.from({ length: count }, (_, at) => step + at);
          await model.run(
            offsets.map((at) => order.slice(at * batchSize, (at + 1) * batchSize)),
            offsets.map(() => hyper),
            offsets.map((at) => ({ epoch, step: at })),
          );
        }
        return (performance.now() - began) / steps;
      };
      const measured = await pairs(repeats, ours, () => keras.fit(examples, batchSize));
      await keras.close();
      model.dispose();
      const ratios = measured.map(([a, b]) => b / a);
      const [low, high] = spread(ratios);
      const row = {
        name,
        batchSize,
        ours: median(measured.map(([a]) => a)),
        keras: median(measured.map(([, b]) => b)),
        ratio: median(ratios),
        low,
        high,
      };
      rows.push(row);
      report(
        `${name}, batch ${batchSize}: ours ${row.ours.toFixed(2)} ms, Keras ${row.keras.toFixed(2)} ms, ratio ${row.ratio.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`,
      );
    }
  }
  return {
    rows,
    machine: `${cpus()[0]?.model.trim() ?? process.arch}, ${availableParallelism()} cores; TensorFlow ${engine.version}, Node ${process.version}`,
    keras: version,
  };
}
