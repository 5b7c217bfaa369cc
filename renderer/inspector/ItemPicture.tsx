import { evaluateExpression } from '../../shared/catalogue/expression/evaluateExpression.ts';
import { parseExpression } from '../../shared/catalogue/expression/parseExpression.ts';
import { findActivation, findLoss } from '../../shared/catalogue/index.ts';
import type { Item } from '../../shared/catalogue/item.ts';
import type { Family, Values } from '../../shared/catalogue/params.ts';
import { FunctionPlot } from '../ui/FunctionPlot.tsx';
import { Formula } from './Formula.tsx';
import { SchedulePlot } from './SchedulePlot.tsx';

interface ItemPictureProps {
  readonly family: Family;
  readonly item: Item;
  readonly values: Values;
}

/** What a chosen item does, shown beside its field: its formula, and a picture where there is one to draw. */
export function ItemPicture({ family, item, values }: ItemPictureProps) {
  return (
    <>
      {item.formula !== undefined && typeof values['expression'] !== 'string' && <Formula text={item.formula} params={item.params} />}
      <Picture family={family} item={item} values={values} />
    </>
  );
}

/** The other numbers of a row of three, while its first is moved. */
const others = [1, -1];

/** The curve of an activation or of the user's own formula with its derivative, a schedule over the run. */
function Picture({ family, item, values }: ItemPictureProps) {
  if (family === 'activations') {
    const { curve, mixes } = findActivation(item.kind);
    if (curve) return <FunctionPlot title={item.title} curve={(x) => curve(x, values)} />;
    if (!mixes) return null;
    const part = (at: number) => (x: number) => mixes([x, ...others])[at] ?? Number.NaN;
    return <FunctionPlot title={item.title} curve={part(0)} beside={[part(1), part(2)]} highest={10} of="of x₁; x₂ = 1, x₃ = −1" />;
  }
  if (family === 'schedules') return <SchedulePlot title={item.title} schedule={{ kind: item.kind, values }} />;
  const formula = values['expression'];
  if (typeof formula !== 'string') return null;
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
