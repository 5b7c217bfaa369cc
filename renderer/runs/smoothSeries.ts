import type { SeriesBuffer } from '../state/seriesBuffer.ts';

/** A running mean of a growing line, kept so that only new points cost anything. */
export class SmoothSeries {
  values = new Float64Array(256);
  private length = 0;
  private weight = Number.NaN;
  private generation = -1;
  private mean = 0;
  private scale = 0;

  /**
   * The exponential mean of the line, `weight` (0 to 1) of the past kept at each point, without the pull towards 0 at the start:
   * mean = weight mean + (1 - weight) value, over 1 - weight^n. Values that are no numbers are passed over.
   */
  update(buffer: SeriesBuffer, weight: number): Float64Array {
    if (weight !== this.weight || buffer.generation !== this.generation || buffer.length < this.length) {
      this.length = 0;
      this.mean = 0;
      this.scale = 0;
      this.weight = weight;
      this.generation = buffer.generation;
    }
    if (buffer.length > this.values.length) {
      const larger = new Float64Array(Math.max(buffer.length, this.values.length * 2));
      larger.set(this.values);
      this.values = larger;
    }
    for (let at = this.length; at < buffer.length; at += 1) {
      const value = buffer.values[at] ?? Number.NaN;
      if (Number.isFinite(value)) {
        this.mean = weight * this.mean + (1 - weight) * value;
        this.scale = weight * this.scale + (1 - weight);
        this.values[at] = this.mean / this.scale;
      } else {
        this.values[at] = Number.NaN;
      }
    }
    this.length = buffer.length;
    return this.values;
  }
}
