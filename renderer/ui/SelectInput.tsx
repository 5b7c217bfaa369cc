import type { SelectHTMLAttributes } from 'react';
import { cx } from './cx.ts';
import { controlClass } from './TextInput.tsx';

interface SelectInputProps<V extends string> extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'value' | 'onChange'> {
  readonly value: V;
  readonly choices: readonly { readonly value: V; readonly title: string; readonly disabled?: boolean }[];
  readonly onCommit: (value: V) => void;
}

/** One of several, as the browser's own list: it opens over everything and works with every keyboard and reader. */
export function SelectInput<V extends string>({ value, choices, onCommit, className, ...rest }: SelectInputProps<V>) {
  return (
    <select
      {...rest}
      className={cx('control', controlClass, 'pr-6!', className)}
      value={value}
      title={choices.find((choice) => choice.value === value)?.title}
      onChange={(event) => {
        const chosen = choices.find((choice) => choice.value === event.target.value);
        if (chosen) onCommit(chosen.value);
      }}
    >
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value} disabled={choice.disabled}>
          {choice.title}
        </option>
      ))}
    </select>
  );
}
