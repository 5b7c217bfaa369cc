import { Fragment, type ReactNode } from 'react';
import type { SizeParam } from '../../shared/catalogue/params.ts';
import { NumberInput, type ParsedNumber } from '../ui/NumberInput.tsx';
import { Tooltip } from '../ui/Tooltip.tsx';
import { numbersOf, type PartProps } from './fieldProps.ts';

/** Whole numbers side by side, such as height and width; the ends of axes stand two in a row. */
export function SizeField({ name, param, value, title, describedBy, invalid, onChange, onProblem }: PartProps<SizeParam>) {
  const given = numbersOf(value);
  const now = param.parts.map((_, at) => given[at] ?? param.default[at] ?? param.min);
  const check = (next: number): ParsedNumber => {
    if (Math.abs(next) === Infinity) return { problem: `must be a finite number, not ${next}` };
    if (!Number.isInteger(next)) return { problem: 'a whole number is needed' };
    return next >= param.min ? { value: next } : { problem: `must be at least ${param.min}, not ${next}` };
  };
  const part = (label: string, at: number): ReactNode => (
    <NumberInput
      label={param.parts.length === 1 ? title : `${title} ${label}`}
      value={now[at] ?? param.min}
      check={check}
      min={param.min}
      describedBy={describedBy}
      invalid={invalid}
      onProblem={onProblem}
      onCommit={(next) => onChange(now.with(at, next), `${name}/${label}`)}
    />
  );
  if (param.ends) {
    return (
      <div role="group" aria-label={title} className="grid grid-cols-2 gap-1">
        {param.parts.map((label, at) => (
          <Tooltip key={label} text={label}>
            <div>{part(label, at)}</div>
          </Tooltip>
        ))}
      </div>
    );
  }
  return (
    <div role="group" aria-label={title} className="flex items-center gap-1">
      {param.parts.map((label, at) => (
        <Fragment key={label}>
          {at > 0 && <span className="text-xs text-faint">×</span>}
          {part(label, at)}
        </Fragment>
      ))}
    </div>
  );
}
