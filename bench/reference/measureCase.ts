import type { Engine } from '../../main/engine/engine.ts';
import { compareFixtures, makeFixture, type Fixtures } from './fixtures.ts';
import { outcomeHere } from './outcomes.ts';
import { isPlain, type Compared, type ReferenceCase } from './referenceCase.ts';

/** How far our outcome of a case is from the reference's, and in which array. Throws, with what to do, where no reference fits the case. */
export async function measureCase(own: ReferenceCase, fixtures: Fixtures, engine: Engine): Promise<{ difference: number; where: string }> {
  if (isPlain(own)) return furthest(await own.compare(engine));
  const fixture = fixtures.find(own);
  if (!fixture)
    throw new Error(
      `no reference values fit ${own.family}/${own.kind}, "${own.name}": it is new or was changed; run "npm run reference" and look at what it changed`,
    );
  return compareFixtures(own.type, fixture.outcome, makeFixture(own, await outcomeHere(own, engine)).outcome);
}

/** The largest difference, relative where a number is above 1, and its place; infinite where there are not as many numbers, or none. */
function furthest({ found, expected }: Compared): { difference: number; where: string } {
  let worst = { difference: found.length === expected.length && found.length > 0 ? 0 : Number.POSITIVE_INFINITY, where: 'how many' };
  for (let at = 0; at < expected.length; at++) {
    const [own = Number.NaN, wanted = Number.NaN] = [found[at], expected[at]];
    const difference = Math.abs(own - wanted) / Math.max(1, Math.abs(wanted));
    if (!(difference <= worst.difference)) worst = { difference, where: `number ${at}: ${own}, not ${wanted}` };
  }
  return Number.isNaN(worst.difference) ? { ...worst, difference: Number.POSITIVE_INFINITY } : worst;
}
