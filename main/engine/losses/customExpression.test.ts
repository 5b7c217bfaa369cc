import { describe, expect, it } from 'vitest';
import { evaluateExpression } from '../../../shared/catalogue/expression/evaluateExpression.ts';
import { expressionFunctions } from '../../../shared/catalogue/expression/functions.ts';
import { parseExpression } from '../../../shared/catalogue/expression/parseExpression.ts';
import { losses } from '../../../shared/catalogue/index.ts';
import type { Engine, MetricSums, State } from '../engine.ts';
import { rows } from '../testing/blockPlan.ts';
import { largestDifference } from '../testing/compareStates.ts';
import { headPlan, units } from '../testing/headPlan.ts';
import { comparedEngines, onEngine } from '../testing/testEngines.ts';
import { expressionTensors } from './customExpression.ts';

const all = Int32Array.from({ length: rows }, (_, row) => row);
const value = (row: MetricSums | undefined): number => (row?.['loss']?.[0] ?? Number.NaN) / (row?.['loss']?.[1] ?? 1);

it('has every function of the language on tensors', () => {
  expect(Object.keys(expressionTensors).toSorted()).toEqual(Object.keys(expressionFunctions).toSorted());
});

const custom = losses.filter(({ params }) => params['expression']);
const cases = custom.flatMap((loss) => (loss.variants ?? []).map((given) => [String(given['expression']), loss] as const));

it('its variants try every function', () => {
  const used = JSON.stringify(cases.map(([text]) => parseExpression(text)));
  for (const name of Object.keys(expressionFunctions)) expect(used, name).toContain(`"${name}"`);
});

describe.each(cases)('%s', (text, loss) => {
  const { plan, data, targets } = headPlan(loss, { values: { expression: text } });
  async function train(engine: Engine): Promise<{ first: number; expected: number; state: State }> {
    const model = await engine.create(plan, data);
    const { head } = await model.predict(all);
    const parsed = parseExpression(text);
    if ('problem' in parsed) throw new Error(parsed.problem);
    const width = units[loss.target];
    const each = targets.map((y, row) =>
      evaluateExpression(parsed.expression, y, [...(head?.numbers.slice(row * width, (row + 1) * width) ?? [])]),
    );
    const [row] = await model.run([all], [{ learningRate: 0.01, momentum: 0 }], [{ epoch: 0, step: 0 }]);
    await model.run([all], [{ learningRate: 0.01, momentum: 0 }], [{ epoch: 0, step: 1 }]);
    const state = await model.readState();
    model.dispose();
    return { first: value(row), expected: each.reduce((a, b) => a + b, 0) / rows, state };
  }

  it('is what plain numbers give, and moves the weights alike on every engine', async () => {
    const reference = await onEngine('cpu', train);
    expect(reference.first).toBeCloseTo(reference.expected, 4);
    for (const name of comparedEngines) {
      const other = await onEngine(name, train);
      expect(other.first, name).toBeCloseTo(reference.expected, 3);
      expect(largestDifference(reference.state, other.state), name).toBeLessThan(1e-4);
    }
  });
});
