/** Mean and variance of numbers that come in parts, feature by feature; in double precision, each part joined to those before it (Chan and others 1979). */
export class Moments {
  mean = new Float64Array(0);
  #squares = new Float64Array(0);
  #count = 0;

  /** Adds numbers whose last axis has `width` features. */
  add(numbers: ArrayLike<number>, width: number): void {
    if (this.mean.length === 0) {
      this.mean = new Float64Array(width);
      this.#squares = new Float64Array(width);
    }
    const rows = numbers.length / width;
    if (rows === 0) return;
    const total = this.#count + rows;
    for (let feature = 0; feature < width; feature++) {
      let sum = 0;
      for (let row = 0; row < rows; row++) sum += numbers[row * width + feature] ?? 0;
      const mean = sum / rows;
      let squares = 0;
      for (let row = 0; row < rows; row++) squares += ((numbers[row * width + feature] ?? 0) - mean) ** 2;
      const before = this.mean[feature] ?? 0;
      const difference = mean - before;
      this.mean[feature] = before + (difference * rows) / total;
      this.#squares[feature] = (this.#squares[feature] ?? 0) + squares + (difference ** 2 * this.#count * rows) / total;
    }
    this.#count = total;
  }

  /** Biased, as Keras takes it. */
  get variance(): Float64Array {
    return this.#squares.map((squares) => squares / Math.max(1, this.#count));
  }
}
