import { useEffect, useRef, useState } from 'react';
import { parseValue } from '../../shared/catalogue/parseValues.ts';
import type { IntsParam, ShapeParam } from '../../shared/catalogue/params.ts';
import { controlClass } from '../ui/TextInput.tsx';
import { numbersOf, type PartProps } from './fieldProps.ts';

/** Whole numbers in a row, such as the lengths of the axes, written with commas, spaces or ×. */
export function ShapeField({ name, param, value, title, describedBy, invalid, onChange, onProblem }: PartProps<ShapeParam | IntsParam>) {
  const held = numbersOf(value).join(', ');
  const [draft, setDraft] = useState(held);
  const wrong = useRef<string | null>(null);
  const tell = (problem: string | null): void => {
    wrong.current = problem;
    onProblem(problem);
  };
  const read = (text: string): number[] =>
    text
      .split(/[\s,×x]+/)
      .filter(Boolean)
      .map(Number);
  useEffect(() => {
    setDraft((text) => (read(text).join(', ') === held ? text : held));
    tell(null);
    // eslint-disable-next-line react/exhaustive-deps
  }, [held]);
  return (
    <input
      type="text"
      aria-label={title}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      className={controlClass}
      value={draft}
      onChange={(event) => {
        setDraft(event.target.value);
        const numbers = read(event.target.value);
        const parsed = parseValue(param, numbers);
        if ('problem' in parsed) return tell(numbers.some(Number.isNaN) ? 'write whole numbers, such as 28, 28, 1' : parsed.problem);
        tell(null);
        if (numbers.join(', ') !== held) onChange(parsed.value, name);
      }}
      onFocus={() => tell(null)}
      onBlur={() => {
        setDraft(held);
        if (wrong.current !== null) onProblem(wrong.current, true);
      }}
    />
  );
}
