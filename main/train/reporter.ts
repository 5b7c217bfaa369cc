import type { Point } from '../../shared/ipc/rows.ts';
import type { MetricRow } from '../../shared/plan/metricRows.ts';
import type { SeriesBatch, SeriesKey } from './protocol.ts';

/** Collects points until they are worth a message. */
export class Reporter {
  readonly #rows: readonly MetricRow[];
  #waiting = new Map<string, { series: SeriesKey; points: Point[] }>();

  constructor(rows: readonly MetricRow[]) {
    this.#rows = rows;
  }

  /** `values` by the rows' keys; a key that is missing has no point. */
  add(place: Pick<SeriesKey, 'split' | 'unit'>, step: number, epoch: number, values: Readonly<Record<string, number>>): void {
    for (const { key, name, head } of this.#rows) {
      const value = values[key];
      if (value === undefined) continue;
      const id = `${place.split}/${place.unit}/${key}`;
      const entry = this.#waiting.get(id) ?? { series: { name, head, ...place }, points: [] };
      this.#waiting.set(id, entry);
      entry.points.push([step, epoch, value]);
    }
  }

  /** Everything that waits; afterwards nothing does. */
  take(): readonly SeriesBatch[] {
    const taken = [...this.#waiting.values()];
    this.#waiting = new Map();
    return taken;
  }
}
