import type { Params } from '../../shared/catalogue/params.ts';
import { formulaLines } from './formulaLines.ts';

interface FormulaProps {
  readonly text: string;
  /** Of the item: what the form calls otherwise than the formula is told. */
  readonly params: Params;
}

/** A formula of the catalogue as it is read: a line for each step, what goes on below it set in. */
export function Formula({ text, params }: FormulaProps) {
  return (
    <p className="mt-0.5 mb-1 rounded-sm border border-edge px-2 py-1.5 text-xs wrap-break-word text-muted" data-selectable>
      {formulaLines(text, params).map((line) => (
        <span key={line} className="block pl-4 -indent-4 leading-4.5 tabular-nums">
          {line}
        </span>
      ))}
    </p>
  );
}
