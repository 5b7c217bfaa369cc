import { formatExact } from '../ui/formatNumber.ts';
import { MiddleText } from '../ui/MiddleText.tsx';

interface ClassCountsProps {
  readonly name: string;
  readonly classes: readonly string[];
  readonly counts: readonly number[];
}

/** How many training examples each class has. */
export function ClassCounts({ name, classes, counts }: ClassCountsProps) {
  const most = Math.max(1, ...counts);
  return (
    <div>
      <h4 className="mb-0.5 text-xs font-medium text-muted">Training examples by {name}</h4>
      <ul aria-label={`Classes of ${name}`} className="space-y-px text-xs">
        {classes.map((title, at) => {
          const count = counts[at] ?? 0;
          return (
            <li key={title} className="grid h-4 grid-cols-[minmax(20px,80px)_1fr_48px] items-center gap-2">
              <MiddleText text={title} />
              <span className="h-2 rounded-sm bg-active">
                <span className="block h-full rounded-sm bg-faint" style={{ width: `${(count / most) * 100}%` }} />
              </span>
              <span className="text-right text-muted">{formatExact(count)}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
