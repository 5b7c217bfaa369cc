import { formulaLines } from './formulaLines.ts';

/** A formula of the catalogue as it is read: a line for each step, what goes on below it set in. */
export function Formula({ text }: { readonly text: string }) {
  return (
    <p className="mt-0.5 mb-1 rounded-sm border border-edge px-2 py-1.5 text-xs text-muted" data-selectable>
      {formulaLines(text).map((line) => (
        <span key={line} className="block pl-4 -indent-4 leading-4.5 tabular-nums">
          {line}
        </span>
      ))}
    </p>
  );
}
