import { hasColumn, planColumns } from '../../shared/plan/hasColumn.ts';
import { planeOf } from '../../shared/plan/planeOf.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { ColumnData } from '../engine/engine.ts';
import { addedRows } from '../engine/streaming/addedRows.ts';
import { readColumn } from '../engine/streaming/heldRows.ts';

/** Cells along each side of the plane; training examples that its range follows from; and those that are shown on it. */
const side = 48;
const measured = 20_000;
const shown = 400;
/** Share of the range that is looked at beyond the examples, on each side. */
const margin = 0.1;

export interface Axis {
  readonly low: number;
  readonly high: number;
}

/** The plane of the two numbers that a model is fed, made ready to be looked at. */
export interface Plane {
  readonly x: Axis;
  readonly y: Axis;
  readonly side: number;
  /** The data with the middles of the cells as rows behind its own: a model created of it can predict them. */
  readonly data: ColumnData;
  /** Those rows: from the lowest y on, in each from the lowest x. */
  readonly rows: Int32Array;
  /** Some training examples: x and y of one after the other, and the first number of each column that a head is compared with. */
  readonly points: readonly number[];
  readonly targets: Readonly<Record<string, readonly number[]>>;
}

/** The plane of a plan over the range of its training examples; null where it is fed anything but two numbers. */
export async function openPlane(plan: TrainPlan, data: ColumnData, train: Int32Array): Promise<Plane | null> {
  const plane = planeOf(plan);
  if (!plane) return null;
  const { column } = plane.input;
  const inRange = await readColumn(data, column, spread(train, measured));
  const [x, y] = [axisOf(inRange, 0), axisOf(inRange, 1)];
  const numbers = new Float32Array(2 * side * side);
  for (let cell = 0; cell < side * side; cell++) {
    numbers[2 * cell] = middle(x, cell % side);
    numbers[2 * cell + 1] = middle(y, Math.floor(cell / side));
  }
  const examples = spread(train, shown);
  const targets: Record<string, readonly number[]> = {};
  for (const head of plane.heads.filter(hasColumn)) {
    const own = await readColumn(data, head.column, examples);
    const width = own.length / examples.length;
    targets[head.column] = Array.from(examples, (_, at) => own[at * width] ?? 0);
  }
  return {
    x,
    y,
    side,
    data: addedRows(data, planColumns(plan), side * side, { [column]: numbers }),
    rows: Int32Array.from({ length: side * side }, (_, at) => data.rows + at),
    points: Array.from(await readColumn(data, column, examples), (value) => Number(value.toPrecision(6))),
    targets,
  };
}

const middle = ({ low, high }: Axis, at: number): number => low + ((high - low) * (at + 0.5)) / side;

/** At most so many of these rows, evenly from first to last. */
const spread = (rows: Int32Array, count: number): Int32Array =>
  rows.length <= count ? rows : Int32Array.from({ length: count }, (_, at) => rows[Math.floor((at * rows.length) / count)] ?? 0);

/** The range of one of the two numbers, with a margin; one that does not move has a width all the same. */
function axisOf(numbers: ArrayLike<number>, place: number): Axis {
  let [low, high] = [Infinity, -Infinity];
  for (let at = place; at < numbers.length; at += 2) {
    const value = numbers[at] ?? 0;
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return { low: -1, high: 1 };
  const beyond = (high - low) * margin || Math.max(1, Math.abs(low)) * margin;
  return { low: low - beyond, high: high + beyond };
}
