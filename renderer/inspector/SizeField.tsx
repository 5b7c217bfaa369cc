import type { ReactNode } from 'react';
import type { Size2dParam } from '../../shared/catalogue/params.ts';
import { NumberInput, type ParsedNumber } from '../ui/NumberInput.tsx';
import { numbersOf, type PartProps } from './fieldProps.ts';

/** Height and width. */
export function SizeField({ name, param, value, title, describedBy, invalid, onChange, onProblem }: PartProps<Size2dParam>) {
  const [height = param.default[0], width = param.default[1]] = numbersOf(value);
  const check = (next: number): ParsedNumber => {
    if (Math.abs(next) === Infinity) return { problem: `must be a finite number, not ${next}` };
    if (!Number.isInteger(next)) return { problem: 'a whole number is needed' };
    return next >= param.min ? { value: next } : { problem: `must be at least ${param.min}, not ${next}` };
  };
  const part = (label: string, now: number, commit: (next: number) => void): ReactNode => (
    <NumberInput
      label={`${title} ${label}`}
      value={now}
      check={check}
      min={param.min}
      describedBy={describedBy}
      invalid={invalid}
      onProblem={onProblem}
      onCommit={commit}
    />
  );
  return (
    <div role="group" aria-label={title} className="flex items-center gap-1">
      {part('height', height, (next) => onChange([next, width], `${name}/height`))}
      <span className="text-xs text-faint">×</span>
      {part('width', width, (next) => onChange([height, next], `${name}/width`))}
    </div>
  );
}
