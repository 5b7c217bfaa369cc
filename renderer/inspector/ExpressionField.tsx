import { useEffect, useRef, useState } from 'react';
import { parseValue } from '../../shared/catalogue/parseValues.ts';
import type { ExpressionParam } from '../../shared/catalogue/params.ts';
import { cx } from '../ui/cx.ts';
import { controlClass } from '../ui/TextInput.tsx';
import type { PartProps } from './fieldProps.ts';

/** A formula; what cannot be read is said below, and what held before still holds. */
export function ExpressionField({ name, param, value, title, describedBy, invalid, onChange, onProblem }: PartProps<ExpressionParam>) {
  const held = String(value);
  const [draft, setDraft] = useState(held);
  const wrong = useRef<string | null>(null);
  const tell = (problem: string | null): void => {
    wrong.current = problem;
    onProblem(problem);
  };
  useEffect(() => {
    setDraft(held);
    tell(null);
    // eslint-disable-next-line react/exhaustive-deps
  }, [held]);
  return (
    <input
      type="text"
      aria-label={title}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      spellCheck={false}
      autoComplete="off"
      className={cx(controlClass, 'font-mono')}
      value={draft}
      onChange={(event) => {
        setDraft(event.target.value);
        const parsed = parseValue(param, event.target.value);
        if ('problem' in parsed) return tell(parsed.problem);
        tell(null);
        if (event.target.value !== held) onChange(parsed.value, name);
      }}
      onFocus={() => tell(null)}
      onBlur={() => {
        setDraft(held);
        if (wrong.current !== null) onProblem(wrong.current, true);
      }}
    />
  );
}
