import { evaluateExpression } from '../../shared/catalogue/expression/evaluateExpression.ts';
import { parseExpression } from '../../shared/catalogue/expression/parseExpression.ts';
import { findActivation, findLoss } from '../../shared/catalogue/index.ts';
import type { Item } from '../../shared/catalogue/item.ts';
import type { Family, Values } from '../../shared/catalogue/params.ts';
import { Formula } from './Formula.tsx';
import { FunctionPlot } from '../ui/FunctionPlot.tsx';
import { SchedulePlot } from './SchedulePlot.tsx';

/** Lists whose items are told by their formula. */
const withFormula: ReadonlySet<Family> = new Set<Family>(['losses', 'optimizers', 'regularizers', 'constraints']);

interface ItemPictureProps {
  readonly family: Family;
  readonly item: Item;
  readonly values: Values;
}

/** What a chosen item does, shown beside its field: the curve of an activation with its derivative, a schedule over the run, the formula of a loss, an optimizer, a penalty or a constraint. */
export function ItemPicture({ family, item, values }: ItemPictureProps) {
  if (family === 'activations') {
    const { curve } = findActivation(item.kind);
    return curve ? <FunctionPlot title={item.title} curve={(x) => curve(x, values)} /> : null;
  }
  if (family === 'schedules') return <SchedulePlot title={item.title} schedule={{ kind: item.kind, values }} />;
  const formula = values['expression'];
  if (typeof formula === 'string') {
    const parsed = parseExpression(formula);
    if ('problem' in parsed) return null;
    const draw = (y: number) => (q: number) => evaluateExpression(parsed.expression, [y], [q]);
    // Of a class the target is 1, and what the head gives a share of it.
    return family === 'losses' && findLoss(item.kind).target !== 'values' ? (
      <FunctionPlot title={item.title} curve={draw(1)} domain={[0, 1]} of="of q, y = 1" />
    ) : (
      <FunctionPlot title={item.title} curve={draw(0)} of="of q, y = 0" />
    );
  }
  if (!withFormula.has(family) || item.formula === undefined) return null;
  return <Formula text={item.formula} />;
}
