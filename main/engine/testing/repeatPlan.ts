import type { ProjectDocument } from '../../../shared/graph/document.ts';
import { withGroup, withInner } from '../../../shared/graph/testing/testDocuments.ts';
import { buildPlan } from '../../../shared/plan/buildPlan.ts';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import { randomSource } from '../../../shared/random/stream.ts';
import { drawnState, drawnTurns } from '../drawnTurns.ts';
import type { ColumnData, State } from '../engine.ts';

const rows = 12;

export interface RepeatPlan {
  readonly plan: TrainPlan;
  /** The same layers one by one. */
  readonly drawn: TrainPlan;
  readonly data: ColumnData;
  /** A state of `plan` as one of `drawn`. */
  toDrawn(state: State): State;
}

/** A dense network with a repeat in its middle, whose layers are these, and numbers to train it with; `inner` those of the graph `deep`. */
export function repeatPlan(
  turns: number,
  blocks: readonly (readonly [kind: string, values?: Readonly<Record<string, unknown>>])[],
  training: Readonly<Record<string, unknown>> = {},
  inner: typeof blocks = [],
): RepeatPlan {
  const alone = withGroup(turns, ...blocks);
  const document = inner.length === 0 ? alone : withInner(alone, ...inner);
  const plan = planOf({
    ...document,
    data: { ...document.data, dataset: { kind: 'iris', values: {} } },
    training: { ...document.training, ...(training as ProjectDocument['training']) },
  });
  const random = randomSource(3, 'repeat');
  const data: ColumnData = {
    rows,
    columns: {
      measurements: { shape: [4], numbers: Float32Array.from({ length: rows * 4 }, () => random.normal()), classes: null },
      species: { shape: [1], numbers: Int32Array.from({ length: rows }, (_, row) => row % 3), classes: 3 },
    },
  };
  const alike = drawnTurns(plan);
  const trained = alike.layers.filter(({ weights }) => weights.some(({ trainable }) => trainable)).map(({ layerId }) => layerId);
  const drawn = { ...alike, phases: plan.phases.map((phase) => ({ ...phase, trained })) };
  return { plan, drawn, data, toDrawn: (state) => drawnState(plan, state) };
}

function planOf(document: ProjectDocument): TrainPlan {
  const built = buildPlan(document);
  if ('problems' in built) throw new Error(built.problems.map(({ message }) => message).join('; '));
  return built.plan;
}
