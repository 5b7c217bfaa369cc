import { useEffect, useRef, useState } from 'react';
import { cx } from '../ui/cx.ts';
import { controlClass } from '../ui/TextInput.tsx';

interface DraftInputProps {
  readonly label: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly className?: string;
  /** What holds now, as it is written. */
  readonly held: string;
  /** What was typed as it would be written if it held: a text that means what holds is left as it is. */
  readonly tidy?: (text: string) => string;
  /** Takes a text; what is wrong with it in words, or null once it holds. */
  readonly onText: (text: string) => string | null;
  /** `left`: the field was left with it, and what held before holds. */
  readonly onProblem: (problem: string | null, left?: boolean) => void;
}

const asItIs = (text: string): string => text;

/** A value written as text, taken at every key that makes it one; what cannot be read is told, and what held before still holds. */
export function DraftInput({ label, describedBy, invalid, className, held, tidy = asItIs, onText, onProblem }: DraftInputProps) {
  const [draft, setDraft] = useState(held);
  const wrong = useRef<string | null>(null);
  const tell = (problem: string | null): void => {
    wrong.current = problem;
    onProblem(problem);
  };
  useEffect(() => {
    setDraft((text) => (tidy(text) === held ? text : held));
    tell(null);
    // eslint-disable-next-line react/exhaustive-deps
  }, [held]);
  return (
    <input
      type="text"
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      spellCheck={false}
      autoComplete="off"
      className={cx(controlClass, className)}
      value={draft}
      onChange={(event) => {
        setDraft(event.target.value);
        tell(onText(event.target.value));
      }}
      onFocus={() => tell(null)}
      onBlur={() => {
        setDraft(held);
        if (wrong.current !== null) onProblem(wrong.current, true);
      }}
    />
  );
}
