import type { Client } from './client.ts';
import type { SeriesPoints } from './rows.ts';

/** All stored points of a run, page after page in the order of their steps: a long run has millions, too many for one message. */
export async function* readPoints(client: Pick<Client, 'call'>, run: string): AsyncGenerator<readonly SeriesPoints[], void> {
  for (let after: number | null = 0; after !== null;) {
    const page: { readonly series: readonly SeriesPoints[]; readonly next: number | null } = await client.call('getPoints', { run, after });
    yield page.series;
    after = page.next;
  }
}
