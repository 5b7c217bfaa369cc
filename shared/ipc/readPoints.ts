import type { Client } from './client.ts';
import type { SeriesPoints, SeriesRow } from './rows.ts';

/**
 * All stored points of a run, or of its lines of one unit, page after page in the order of their steps: a long run has millions, too many for
 * one message.
 */
export async function* readPoints(
  client: Pick<Client, 'call'>,
  run: string,
  unit?: SeriesRow['unit'],
): AsyncGenerator<readonly SeriesPoints[], void> {
  for (let after: number | null = 0; after !== null;) {
    const page: { readonly series: readonly SeriesPoints[]; readonly next: number | null } = await client.call('getPoints', {
      run,
      after,
      ...(unit && { unit }),
    });
    yield page.series;
    after = page.next;
  }
}
