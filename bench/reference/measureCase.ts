import type { Engine } from '../../main/engine/engine.ts';
import { compareFixtures, makeFixture, type Fixtures } from './fixtures.ts';
import { outcomeHere } from './outcomes.ts';
import type { ReferenceCase } from './referenceCase.ts';

/** How far our outcome of a case is from the reference's, and in which array. Throws, with what to do, where no reference fits the case. */
export async function measureCase(own: ReferenceCase, fixtures: Fixtures, engine: Engine): Promise<{ difference: number; where: string }> {
  const fixture = fixtures.find(own);
  if (!fixture)
    throw new Error(
      `no reference values fit ${own.family}/${own.kind}, "${own.name}": it is new or was changed; run "npm run reference" and look at what it changed`,
    );
  return compareFixtures(own.type, fixture.outcome, makeFixture(own, await outcomeHere(own, engine)).outcome);
}
