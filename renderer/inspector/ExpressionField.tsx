import { parseValue } from '../../shared/catalogue/parseValues.ts';
import type { ExpressionParam } from '../../shared/catalogue/params.ts';
import { DraftInput } from './DraftInput.tsx';
import type { PartProps } from './fieldProps.ts';

/** A formula; what cannot be read is said below, and what held before still holds. */
export function ExpressionField({ name, param, value, title, describedBy, invalid, onChange, onProblem }: PartProps<ExpressionParam>) {
  const held = String(value);
  return (
    <DraftInput
      label={title}
      describedBy={describedBy}
      invalid={invalid}
      className="font-mono"
      held={held}
      onText={(text) => {
        const parsed = parseValue(param, text);
        if ('problem' in parsed) return parsed.problem;
        if (text !== held) onChange(parsed.value, name);
        return null;
      }}
      onProblem={onProblem}
    />
  );
}
