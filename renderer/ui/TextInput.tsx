import { useEffect, useRef, useState, type InputHTMLAttributes } from 'react';
import { cx } from './cx.ts';

export const controlClass =
  'h-7 w-full min-w-0 rounded-sm border border-edge bg-raised px-2 text-sm text-ink hover:border-edge-strong focus:border-accent disabled:opacity-50 aria-[invalid=true]:border-danger';

interface TextInputProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'> {
  readonly value: string;
  /** Called at every key when `live`, else on Enter and when the field is left. */
  readonly onCommit: (text: string) => void;
  readonly live?: boolean;
}

/** One line of text. Escape takes back what was typed since the field was entered. */
export function TextInput({ value, onCommit, live = false, className, ...rest }: TextInputProps) {
  const [draft, setDraft] = useState(value);
  const before = useRef(value);
  const escaped = useRef(false);
  useEffect(() => setDraft(value), [value]);
  const commit = (text: string): void => {
    if (text !== value) onCommit(text);
  };
  return (
    <input
      {...rest}
      type="text"
      className={cx(controlClass, className)}
      value={draft}
      onFocus={() => {
        before.current = value;
        escaped.current = false;
      }}
      onChange={(event) => {
        setDraft(event.target.value);
        if (live) commit(event.target.value);
      }}
      onBlur={() => {
        if (!escaped.current) commit(draft);
        // What was refused, such as an empty name, gives way to what holds.
        setDraft(value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') {
          event.stopPropagation();
          escaped.current = true;
          setDraft(before.current);
          if (live) commit(before.current);
          event.currentTarget.blur();
        }
      }}
    />
  );
}
