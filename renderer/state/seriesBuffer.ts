import type { Point } from '../../shared/ipc/rows.ts';

const firstCapacity = 256;

/** Points of one line of a chart, ordered by step, each step once; room grows by doubling. */
export class SeriesBuffer {
  steps = new Float64Array(firstCapacity);
  epochs = new Float64Array(firstCapacity);
  values = new Float64Array(firstCapacity);
  length = 0;
  /** Raised whenever points before the end changed, so that what was computed from them is void. */
  generation = 0;

  /** Adds points; one whose step is there already replaces it. */
  upsert(points: readonly Point[]): void {
    for (const [step, epoch, value] of points) {
      const last = this.length === 0 ? Number.NEGATIVE_INFINITY : this.at(this.steps, this.length - 1);
      if (step > last) {
        this.put(this.length, step, epoch, value);
        continue;
      }
      const index = this.find(step);
      if (this.steps[index] !== step) {
        this.reserve(this.length + 1);
        for (const column of [this.steps, this.epochs, this.values]) column.copyWithin(index + 1, index, this.length);
        this.length += 1;
      }
      this.steps[index] = step;
      this.epochs[index] = epoch;
      this.values[index] = value;
      this.generation += 1;
    }
  }

  /** Drops the points of steps above `after`. */
  removeAfter(after: number): void {
    let index = this.find(after);
    if (index < this.length && this.steps[index] === after) index += 1;
    if (index < this.length) {
      this.length = index;
      this.generation += 1;
    }
  }

  /** Index of the first point whose step is not below `step`. */
  find(step: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at(this.steps, middle) < step) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private at(column: Float64Array, index: number): number {
    return column[index] ?? Number.NaN;
  }
  private put(index: number, step: number, epoch: number, value: number): void {
    this.reserve(index + 1);
    this.steps[index] = step;
    this.epochs[index] = epoch;
    this.values[index] = value;
    this.length = Math.max(this.length, index + 1);
  }
  private reserve(wanted: number): void {
    if (wanted <= this.steps.length) return;
    const grow = (column: Float64Array): Float64Array<ArrayBuffer> => {
      const larger = new Float64Array(Math.max(wanted, column.length * 2));
      larger.set(column);
      return larger;
    };
    this.steps = grow(this.steps);
    this.epochs = grow(this.epochs);
    this.values = grow(this.values);
  }
}
