import { evaluateExpression } from '../../shared/catalogue/expression/evaluateExpression.ts';
import { parseExpression } from '../../shared/catalogue/expression/parseExpression.ts';
import { findActivation } from '../../shared/catalogue/index.ts';
import type { Item } from '../../shared/catalogue/item.ts';
import type { Family, Values } from '../../shared/catalogue/params.ts';
import { FunctionPlot } from './FunctionPlot.tsx';
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
    return <FunctionPlot title={item.title} curve={(q) => evaluateExpression(parsed.expression, [0], [q])} of="of q, y = 0" />;
  }
  if (!withFormula.has(family) || item.formula === undefined) return null;
  return (
    <p className="mb-1 px-1 font-mono text-xs break-words text-muted" data-selectable>
      {item.formula.split(/;\s+/).map((line) => (
        <span key={line} className="block">
          {line}
        </span>
      ))}
    </p>
  );
}
