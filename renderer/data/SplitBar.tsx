import type { DatasetPreview } from '../../shared/ipc/rows.ts';
import { formatExact } from '../ui/formatNumber.ts';

/** How the examples are divided into training, validation and test. */
export function SplitBar({ preview }: { readonly preview: DatasetPreview }) {
  const parts = [
    { name: 'Training', count: preview.train, colour: 'var(--run-1)' },
    { name: 'Validation', count: preview.validation, colour: 'var(--run-2)' },
    { name: 'Test', count: preview.test, colour: 'var(--run-8)' },
  ];
  const all = Math.max(1, preview.train + preview.validation + preview.test);
  return (
    <div>
      <div aria-hidden className="flex h-2 gap-px overflow-hidden rounded-full">
        {parts.map((part) => (
          <span key={part.name} className="h-full" style={{ width: `${(part.count / all) * 100}%`, background: part.colour }} />
        ))}
      </div>
      <dl aria-label="Split" className="mt-1.5 flex gap-4 text-xs">
        {parts.map((part) => (
          <div key={part.name} className="min-w-0">
            <dt className="flex items-center gap-1 text-muted">
              <span className="size-2 rounded-full" style={{ background: part.colour }} />
              {part.name}
            </dt>
            <dd className="font-medium">{part.count === 0 ? 'none' : formatExact(part.count)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
