import { useEffect, useState, type KeyboardEvent } from 'react';
import { cx } from './cx.ts';
import { controlClass } from './TextInput.tsx';

export type ParsedNumber = { readonly value: number } | { readonly problem: string };

interface NumberInputProps {
  readonly value: number;
  readonly onCommit: (value: number) => void;
  /** Checks what was typed: the number, or what is wrong with it. */
  readonly check: (value: number) => ParsedNumber;
  /** Told the problem while what stands in the field is not a good value; null when it is. `left`: the field has gone back to its value. */
  readonly onProblem?: (problem: string | null, left?: boolean) => void;
  readonly label: string;
  /** How far an arrow key moves. */
  readonly step?: number;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly describedBy?: string | undefined;
  readonly className?: string;
  readonly id?: string;
  readonly invalid?: boolean;
}

const show = (value: number): string =>
  Math.abs(value) > 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e15) ? value.toExponential() : String(value);

/** A number, committed at every key that makes a good one. Arrow keys step; a bad value stays with its problem until the field is left. */
export function NumberInput(props: NumberInputProps) {
  const { value, onCommit, check, onProblem, label, step = 1, min, max, describedBy, className, id, invalid = false } = props;
  const [draft, setDraft] = useState(show(value));
  const [problem, setProblem] = useState<string | null>(null);

  const tell = (next: string | null): void => {
    setProblem(next);
    onProblem?.(next);
  };
  // A value from outside (undo, another field) replaces the text unless the text already means it ("0.10" while typing "0.105").
  useEffect(() => {
    setDraft((text) => (text.trim() !== '' && Number(text) === value ? text : show(value)));
    setProblem(null);
    onProblem?.(null);
    // eslint-disable-next-line react/exhaustive-deps
  }, [value]);

  const enter = (text: string): void => {
    setDraft(text);
    const typed = text.trim().replace(',', '.');
    const parsed: ParsedNumber = typed === '' ? { problem: 'a number is needed' } : check(Number(typed));
    if ('problem' in parsed) return tell(parsed.problem);
    tell(null);
    if (parsed.value !== value) onCommit(parsed.value);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (direction !== 0) {
      event.preventDefault();
      const moved = Number((value + direction * step * (event.shiftKey ? 10 : 1)).toPrecision(12));
      const parsed = check(moved);
      if ('value' in parsed) {
        setDraft(show(parsed.value));
        tell(null);
        if (parsed.value !== value) onCommit(parsed.value);
      }
    } else if (event.key === 'Enter') {
      event.currentTarget.select();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      setDraft(show(value));
      tell(null);
      event.currentTarget.blur();
    }
  };
  return (
    <input
      id={id}
      type="text"
      inputMode="decimal"
      role="spinbutton"
      autoComplete="off"
      spellCheck={false}
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-invalid={problem !== null || invalid}
      aria-describedby={describedBy}
      className={cx(controlClass, className)}
      value={draft}
      onChange={(event) => enter(event.target.value)}
      onKeyDown={onKeyDown}
      onFocus={() => tell(null)}
      onBlur={() => {
        setDraft(show(value));
        setProblem(null);
        if (problem !== null) onProblem?.(problem, true);
      }}
    />
  );
}
