/** Rows a batch when nothing is trained: more at once is quicker, and the result does not depend on it. */
const fewest = 256;

/** The rows in batches for evaluation, in their order. */
export function evaluationBatches(rows: Int32Array, batchSize: number): readonly Int32Array[] {
  const size = Math.max(fewest, batchSize);
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, at) => rows.slice(at * size, (at + 1) * size));
}
