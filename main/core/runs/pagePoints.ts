import type { PointsPage, SeriesPoints, SeriesRow } from '../../../shared/ipc/rows.ts';
import type { Store } from '../../store/openStore.ts';

/**
 * The points of a run with a step above `after`, at most `limit` of each series; only series of one unit when it is given. A page ends at a step that all its series have reached, so
 * that the next one, which begins after it, leaves out nothing.
 */
export function pagePoints(
  { series: seriesOf, points: pointsOf }: Pick<Store, 'series' | 'points'>,
  run: string,
  after: number,
  limit: number,
  unit?: SeriesRow['unit'],
): PointsPage {
  const found = seriesOf
    .list(run)
    .filter((series) => unit === undefined || series.unit === unit)
    .map((series): SeriesPoints => ({ series, points: pointsOf.listAfter(series.id, after, limit) }));
  const lastSteps = found.flatMap(({ points }) => (points.length < limit ? [] : [points.at(-1)?.[0] ?? Infinity]));
  const end = Math.min(...lastSteps);
  const series = found
    .map((one) => (lastSteps.length === 0 ? one : { ...one, points: one.points.filter(([step]) => step <= end) }))
    .filter(({ points }) => points.length > 0);
  return { series, next: lastSteps.length === 0 ? null : end };
}
