import { surfaces } from '../../../renderer/inspect/playground/surfaces.ts';
import { walkSurface } from '../../../renderer/inspect/playground/walkSurface.ts';
import { optimizers } from '../../../shared/catalogue/index.ts';
import type { Optimizer } from '../../../shared/catalogue/optimizer.ts';
import { defaultValues } from '../../../shared/catalogue/parseValues.ts';
import type { PlainCase } from '../referenceCase.ts';
import { optimizerFormulas, type OptimizerRow } from '../../../main/engine/testing/optimizerFormulas.ts';
import { plainCase } from './plainCase.ts';

/** Surfaces whose slope along each axis hangs on that axis alone, so that a formula for one number walks them. */
const straight = ['bowl', 'minima'];
const steps = 60;

function walk({ kind, params }: Optimizer, surface: (typeof surfaces)[number]) {
  const values = { ...defaultValues(params), learningRate: 0.03 };
  const formula = optimizerFormulas[kind];
  if (!formula) throw new Error(`no formula for ${kind}`);
  const numbers = Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value === 'number' || typeof value === 'boolean'));
  let rows = surface.start.map((w): OptimizerRow => ({ w, slots: {} }));
  const expected = [...surface.start];
  for (let step = 1; step <= steps; step++) {
    rows = rows.map((row, axis) =>
      formula(row, (w) => surface.slope(axis === 0 ? w : 0, axis === 1 ? w : 0)[axis] ?? 0, numbers as never, step),
    );
    expected.push(...rows.map(({ w }) => w));
  }
  return { found: walkSurface(surface, { kind, values }, steps).flatMap(({ at }) => at), expected };
}

/** Every optimizer on the surfaces of the playground. */
export const walkCases = (): readonly PlainCase[] =>
  optimizers.flatMap((optimizer) =>
    surfaces
      .filter(({ id }) => straight.includes(id))
      .map((surface) =>
        plainCase('views', 'lossSurface', `${optimizer.kind} on ${surface.id}`, "the optimizer's formula", () =>
          Promise.resolve(walk(optimizer, surface)),
        ),
      ),
  );
