import { parseValue } from '../../shared/catalogue/parseValues.ts';
import type { IntsParam, ShapeParam } from '../../shared/catalogue/params.ts';
import { DraftInput } from './DraftInput.tsx';
import { numbersOf, type PartProps } from './fieldProps.ts';

const read = (text: string): number[] =>
  text
    .split(/[\s,×x]+/)
    .filter(Boolean)
    .map(Number);
const write = (numbers: readonly number[]): string => numbers.join(', ');

/** Whole numbers in a row, such as the lengths of the axes, written with commas, spaces or ×. */
export function ShapeField({ name, param, value, title, describedBy, invalid, onChange, onProblem }: PartProps<ShapeParam | IntsParam>) {
  const held = write(numbersOf(value));
  return (
    <DraftInput
      label={title}
      describedBy={describedBy}
      invalid={invalid}
      held={held}
      tidy={(text) => write(read(text))}
      onText={(text) => {
        const numbers = read(text);
        const parsed = parseValue(param, numbers);
        if ('problem' in parsed) return numbers.some(Number.isNaN) ? 'write whole numbers, such as 28, 28, 1' : parsed.problem;
        if (write(numbers) !== held) onChange(parsed.value, name);
        return null;
      }}
      onProblem={onProblem}
    />
  );
}
