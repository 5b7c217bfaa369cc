import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { formatExact } from '../../ui/formatNumber.ts';
import { NumberInput } from '../../ui/NumberInput.tsx';

interface StepperProps {
  readonly title: string;
  readonly value: number;
  /** The largest; null while it is not known. */
  readonly last: number | null;
  readonly onChange: (value: number) => void;
}

/** A number from 0 to a last one: typed, or moved by one. */
export function Stepper({ title, value, last, onChange }: StepperProps) {
  const name = title.toLowerCase();
  const check = (typed: number) =>
    Number.isInteger(typed) && typed >= 0 && (last === null || typed <= last)
      ? { value: typed }
      : { problem: last === null ? 'a whole number is needed' : `a whole number from 0 to ${last} is needed` };
  return (
    <div className="flex flex-col gap-1 text-xs text-muted" role="group" aria-label={title}>
      <span>
        {title}
        {last === null ? '' : `, 0 to ${formatExact(last)}`}
      </span>
      <div className="flex items-center gap-1">
        <Button aria-label={`Previous ${name}`} className="w-7 px-0!" disabled={value <= 0} onClick={() => onChange(value - 1)}>
          <ChevronLeft />
        </Button>
        <span className="w-20">
          <NumberInput
            label={title}
            value={value}
            min={0}
            max={last ?? undefined}
            check={check}
            onCommit={onChange}
            className="text-right"
          />
        </span>
        <Button
          aria-label={`Next ${name}`}
          className="w-7 px-0!"
          disabled={last !== null && value >= last}
          onClick={() => onChange(value + 1)}
        >
          <ChevronRight />
        </Button>
      </div>
    </div>
  );
}
