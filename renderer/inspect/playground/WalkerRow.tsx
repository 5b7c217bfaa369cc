import { SlidersHorizontal, X } from 'lucide-react';
import { findOptimizer } from '../../../shared/catalogue/index.ts';
import { parseValues } from '../../../shared/catalogue/parseValues.ts';
import { ParamForm } from '../../inspector/ParamForm.tsx';
import { Button } from '../../ui/Button.tsx';
import { Tooltip } from '../../ui/Tooltip.tsx';
import type { DrawnWalk } from './SurfaceWalks.tsx';
import { walkerParams, walkerValues, withValues, type Walker } from './walkers.ts';

interface WalkerRowProps {
  readonly walker: Walker;
  readonly drawn: DrawnWalk;
  /** The learning rate of all. */
  readonly rate: number;
  /** How it stands, in words. */
  readonly words: string;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onChange: (walker: Walker) => void;
  readonly onRemove: () => void;
}

/** One that walks: its colour, what it is and how it stands, and the fields of its optimizer when they are opened. */
export function WalkerRow({ walker, drawn, rate, words, open, onOpen, onChange, onRemove }: WalkerRowProps) {
  const { summary, formula } = findOptimizer(walker.kind);
  const params = walkerParams(walker.kind);
  const values = walkerValues(walker, rate);
  // Rules between its numbers, such as one way of clipping only.
  const { problems } = parseValues(params, values);
  const rules = findOptimizer(walker.kind).rules ?? [];
  const broken = rules.filter((rule) => !rule.holds(values)).map(({ param, message }) => ({ param, message }));
  return (
    <li>
      <div className="flex min-h-6.5 items-center gap-2 rounded-sm px-1 text-sm hover:bg-hover">
        <span className="size-2.5 shrink-0 rounded-full" style={{ background: drawn.colour }} />
        <Tooltip side="left" text={`${summary}${formula === undefined ? '' : `\n${formula}`}`}>
          <span className="min-w-0 flex-1">{drawn.title}</span>
        </Tooltip>
        <span className="shrink-0 text-xs text-muted tabular-nums">{words}</span>
        <Button
          look="quiet"
          aria-label={`Settings of ${drawn.title}`}
          aria-expanded={open}
          className="h-6! w-6 px-0!"
          onClick={() => onOpen(!open)}
        >
          <SlidersHorizontal />
        </Button>
        <Button look="quiet" aria-label={`Remove ${drawn.title}`} className="h-6! w-6 px-0!" onClick={onRemove}>
          <X />
        </Button>
      </div>
      {open && (
        <div role="group" aria-label={`Settings: ${drawn.title}`} className="mb-1 ml-2 border-l-2 border-edge pl-2">
          <ParamForm
            params={params}
            values={values}
            problems={[...problems, ...broken]}
            columns={[]}
            onChange={(next) => onChange(withValues(walker, next, rate))}
          />
        </div>
      )}
    </li>
  );
}
