import { hasColumn } from '../../shared/plan/hasColumn.ts';
import { droppingLayers } from '../../shared/plan/droppingLayers.ts';
import type { PlanHead, TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { EngineChoice } from '../../shared/run/engines.ts';
import type { LoadedDataset } from '../data/loadDataset.ts';
import type { LiveModel } from '../engine/engine.ts';
import { readColumn } from '../engine/streaming/heldRows.ts';
import { dropEnsemble, type Spread } from './dropEnsemble.ts';
import type { Predicted, PredictQuestion } from './protocol.ts';
import { saidClasses } from './saidClasses.ts';
import { targetWords } from './targetWords.ts';
import { openPlan } from './workerJobs.ts';

/** Numbers of all outputs that are told, at most; examples go in batches of this size. */
const mostNumbers = 400_000;
const together = 256;

/** What a trained model says of examples, with dropout off, and with it on as often as asked. */
export async function runPrediction(
  plan: TrainPlan,
  engineName: EngineChoice,
  checkpoint: string,
  question: PredictQuestion,
): Promise<Predicted> {
  const { model, split, data, engine, close } = await openPlan(plan, { engine: engineName, checkpoint });
  try {
    const part = split.validation.length > 0 ? 'validation' : 'train';
    const { example, count } = question;
    if (example !== null && example >= data.rows)
      throw new Error(`the data set has ${data.rows} examples, 0 to ${data.rows - 1}: there is no example ${example}`);
    const rows = example === null ? split[part].slice(0, count) : Int32Array.of(example);
    return { engine: engine.name, split: example === null ? part : null, ...(await predictRows(plan, model, data, rows, question)) };
  } finally {
    await close();
  }
}

/** What a model says of rows of its data. */
export async function predictRows(
  plan: TrainPlan,
  model: Pick<LiveModel, 'predict'>,
  data: LoadedDataset,
  rows: Int32Array,
  { passes, seed }: Pick<PredictQuestion, 'passes' | 'seed'>,
): Promise<Pick<Predicted, 'drops' | 'heads' | 'examples'>> {
  const heads = plan.heads.map((head) => ({ head, tally: new Tally(head) }));
  const examples: Predicted['examples'] = [];
  let told = 0;
  for (let from = 0; from < rows.length; from += together) {
    const batch = rows.slice(from, from + together);
    const plain = await model.predict(batch);
    const spread = passes === 0 ? {} : await dropEnsemble(model, batch, { passes, seed });
    for (const { head, tally } of heads) {
      const said = plain[head.name];
      for (const numbers of [said?.numbers, spread[head.name]?.mean, spread[head.name]?.deviation]) refuseBroken(numbers, head.name);
      const targets = hasColumn(head) && head.classes ? await readColumn(data, head.column, batch) : null;
      tally.add(said?.numbers ?? new Float32Array(), spread[head.name], targets, batch.length);
    }
    for (const [at, row] of batch.entries()) {
      const outputs = heads.map(({ head: { name } }) => {
        const own = spread[name];
        return {
          plain: numbersOf(plain[name], at, batch.length),
          mean: of(own, 'mean', at, batch.length),
          deviation: of(own, 'deviation', at, batch.length),
        };
      });
      told += outputs.reduce((sum, { plain: numbers }) => sum + 3 * numbers.length, 0);
      if (told > mostNumbers && examples.length > 0) continue;
      examples.push({ row, targets: await targetWords(plan, data, row), outputs });
    }
  }
  return { drops: droppingLayers(plan).map(({ name }) => name), heads: heads.map(({ tally }) => tally.row(passes)), examples };
}

const digits = (value: number): number => Number(value.toPrecision(6));

/** Throws in words where a model says what is no number: shown as one, it would look like an answer. */
function refuseBroken(numbers: ArrayLike<number> | undefined, head: string): void {
  const broken = Array.from(numbers ?? []).find((value) => !Number.isFinite(value));
  if (broken === undefined) return;
  throw new Error(
    `what the model says at the Output "${head}" is no finite number (${broken}): "netloom doctor" and the Doctor tab tell what broke the run`,
  );
}

/** The numbers of one example of a batch. */
function numbersOf(tensor: { readonly numbers: ArrayLike<number> } | undefined, at: number, count: number): number[] {
  const size = (tensor?.numbers.length ?? 0) / Math.max(1, count);
  return Array.from({ length: size }, (_, place) => digits(tensor?.numbers[at * size + place] ?? 0));
}
const of = (spread: Spread | undefined, which: 'mean' | 'deviation', at: number, count: number): number[] =>
  spread ? numbersOf({ numbers: spread[which] }, at, count) : [];

/** What adds up of a head over all examples. */
class Tally {
  readonly #head: PlanHead;
  #examples = 0;
  #right = 0;
  #rightByMean = 0;
  #deviations = 0;
  #numbers = 0;

  constructor(head: PlanHead) {
    this.#head = head;
  }

  add(plain: ArrayLike<number>, spread: Spread | undefined, targets: ArrayLike<number> | null, count: number): void {
    const width = this.#head.spec.shape.at(-1) ?? 1;
    const right = (numbers: ArrayLike<number>): number => {
      const said = targets?.length === count ? saidClasses(this.#head, numbers, width) : null;
      return said?.values.length === count ? said.values.filter((value, at) => value === targets?.[at]).length : Number.NaN;
    };
    this.#examples += count;
    this.#right += right(plain);
    if (!spread) return;
    this.#rightByMean += right(spread.mean);
    this.#deviations += spread.deviation.reduce((sum, value) => sum + value, 0);
    this.#numbers += spread.deviation.length;
  }

  row(passes: number): Predicted['heads'][number] {
    const share = (sum: number): number | null => (Number.isFinite(sum) && this.#examples > 0 ? sum / this.#examples : null);
    const { name, spec, classes } = this.#head;
    return {
      name,
      shape: spec.shape.map((length) => length ?? 0),
      classes: classes ? [...classes] : null,
      right: share(this.#right),
      rightByMean: passes === 0 ? null : share(this.#rightByMean),
      spread: passes === 0 ? null : this.#deviations / Math.max(1, this.#numbers),
    };
  }
}
