import { Stethoscope } from 'lucide-react';
import type { Finding } from '../../shared/run/doctor/finding.ts';
import { applyFix } from '../state/editing/applyFix.ts';
import { Button } from '../ui/Button.tsx';
import { Tooltip } from '../ui/Tooltip.tsx';

/** What the doctor advises of a block, beside its form: what is seen, what helps, and a click that does it. Why, is its tooltip. */
export function AdviceNotes({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <ul aria-label="Advice" className="mt-0.5 mb-1.5 flex list-none flex-col gap-1 p-0">
      {findings.map(({ rule, seen, remedy, reason, fix, at }) => (
        <li key={`${rule}/${at?.param ?? ''}`} className="flex gap-1.5 rounded-sm bg-warning-soft px-2 py-1.5 text-xs text-warning">
          <Tooltip side="left" text={reason}>
            <Stethoscope className="mt-px size-3.5 shrink-0" />
          </Tooltip>
          <div className="flex min-w-0 flex-col items-start gap-1.5" data-selectable>
            <span className="wrap-break-word">
              {seen} {remedy}
            </span>
            {fix && (
              <Button className="h-6!" onClick={() => applyFix(fix)}>
                {fix.title}
              </Button>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
