import type { ParsedNumber } from '../ui/NumberInput.tsx';
import { NumberInput } from '../ui/NumberInput.tsx';

interface ClassNumbersFieldProps {
  readonly title: string;
  readonly classes: readonly string[];
  /** As they are written: `1, 1, 5`. */
  readonly text: string;
  readonly onCommit: (text: string, name: string) => void;
  readonly onProblem: (problem: string | null, left?: boolean) => void;
}

const check = (value: number): ParsedNumber =>
  Number.isFinite(value) && value >= 0 ? { value } : { problem: 'a number of at least 0 is needed' };

/** A number for each class, beside its name; 1 where none is written yet. */
export function ClassNumbersField({ title, classes, text, onCommit, onProblem }: ClassNumbersFieldProps) {
  const written = text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number);
  const now = classes.map((_, at) => written[at] ?? 1);
  return (
    <div role="group" aria-label={title} className="grid grid-cols-[minmax(0,1fr)_72px] items-center gap-x-2 gap-y-1">
      {classes.map((name, at) => (
        <label key={name} className="contents">
          <span className="truncate text-xs text-muted" title={name}>
            {name}
          </span>
          <NumberInput
            label={`${title}, ${name}`}
            value={now[at] ?? 1}
            check={check}
            step={0.1}
            min={0}
            invalid={!Number.isFinite(now[at])}
            onProblem={onProblem}
            onCommit={(next) => onCommit(now.with(at, next).join(', '), name)}
          />
        </label>
      ))}
    </div>
  );
}
