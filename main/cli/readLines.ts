import type { Client } from '../../shared/ipc/client.ts';
import { readPoints } from '../../shared/ipc/readPoints.ts';
import type { RunLine } from '../../shared/run/doctor/rule.ts';

/** All points of a run, or those of its epochs, as whole lines. */
export async function readLines(client: Pick<Client, 'call'>, run: string, unit?: RunLine['unit']): Promise<readonly RunLine[]> {
  const found = new Map<number, RunLine & { readonly points: RunLine['points'][number][] }>();
  for await (const page of readPoints(client, run, unit))
    for (const { series, points } of page) {
      const line = found.get(series.id) ?? { ...series, points: [] };
      found.set(series.id, line);
      for (const point of points) line.points.push(point);
    }
  return [...found.values()];
}
