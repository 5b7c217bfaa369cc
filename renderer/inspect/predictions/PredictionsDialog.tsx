import { useState } from 'react';
import { plural } from '../../../shared/catalogue/plural.ts';
import { mostPasses, type Predictions } from '../../../shared/ipc/predictions.ts';
import { formatExact, formatPercent, formatValue } from '../../ui/formatNumber.ts';
import { NumberInput } from '../../ui/NumberInput.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { SelectInput } from '../../ui/SelectInput.tsx';
import { Labelled } from '../Labelled.tsx';
import { LookDialog } from '../LookDialog.tsx';
import { useKeys } from '../useKeys.ts';
import { useLookedRun } from '../useLookedRun.ts';
import { ExampleList } from './ExampleList.tsx';
import { OutputsFigure } from './OutputsFigure.tsx';
import { orders, sortExamples, type ExampleOrder } from './sortExamples.ts';
import { usePredictions } from './usePredictions.ts';

interface PredictionsDialogProps {
  /** The run to begin with; null = the one that is shown. */
  readonly run: string | null;
  /** Passes with dropout left on to begin with. */
  readonly passes: number;
}

/** What a trained model says of examples, and how far that spreads where dropout is left on. */
export function PredictionsDialog({ run: first, passes: wanted }: PredictionsDialogProps) {
  const looked = useLookedRun(first);
  const { run } = looked;
  const [passes, setPasses] = useState(wanted);
  const [seed, setSeed] = useState(0);
  const [order, setOrder] = useState<ExampleOrder>('given');
  const [headAt, setHead] = useState(0);
  const [row, setRow] = useState<number | null>(null);
  const { said, problem, asking } = usePredictions(run, passes, seed);
  const at = said?.heads[headAt] ? headAt : 0;
  const head = said?.heads[at];
  const examples = said ? sortExamples(said, at, order) : [];
  const example = examples.find((own) => own.row === row) ?? examples[0];
  // Up and down go from example to example.
  const move = (by: number): void => {
    const next = examples[examples.findIndex((own) => own === example) + by];
    if (next) setRow(next.row);
  };
  useKeys({ ArrowUp: () => move(-1), ArrowDown: () => move(1) });
  return (
    <LookDialog
      {...looked}
      title="Predictions"
      problems={problem === null ? [] : [problem]}
      busy={asking ? 'Predicting' : null}
      fields={
        <>
          <Labelled title="Passes with dropout left on">
            <Whole label="Passes with dropout left on" value={passes} most={mostPasses} onCommit={setPasses} />
          </Labelled>
          {passes > 0 && (
            <Labelled title="Seed of the masks">
              <Whole label="Seed of the masks" value={seed} most={2 ** 31 - 1} onCommit={setSeed} />
            </Labelled>
          )}
          {said && said.heads.length > 1 && (
            <Labelled title="Output">
              <SelectInput
                aria-label="Output"
                className="w-36"
                value={String(at)}
                choices={said.heads.map(({ name }, place) => ({ value: String(place), title: name }))}
                onCommit={(value) => setHead(Number(value))}
              />
            </Labelled>
          )}
        </>
      }
    >
      {said && head && (
        <>
          <p className="m-0 text-xs text-muted" data-selectable>
            {whatIsSeen(said)} {totalWords(head)}
          </p>
          <div className="grid grid-cols-[320px_minmax(0,1fr)] items-start gap-5">
            <div className="flex min-w-0 flex-col gap-2">
              <Segmented
                label="Order of the examples"
                value={order}
                choices={said.passes > 0 ? orders : orders.slice(0, 2)}
                onChange={setOrder}
              />
              <ExampleList said={said} at={at} examples={examples} row={example?.row ?? null} onRow={setRow} />
            </div>
            {example && <OutputsFigure head={head} output={example.outputs[at]} passes={said.passes} title={exampleTitle(example)} />}
          </div>
        </>
      )}
    </LookDialog>
  );
}

/** A whole number from 0 on. */
function Whole({
  label,
  value,
  most,
  onCommit,
}: {
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly onCommit: (value: number) => void;
}) {
  const check = (typed: number) =>
    Number.isInteger(typed) && typed >= 0 && typed <= most
      ? { value: typed }
      : { problem: `a whole number from 0 to ${formatExact(most)} is needed` };
  return (
    <span className="w-28">
      <NumberInput label={label} value={value} min={0} max={most} check={check} onCommit={onCommit} className="text-right" />
    </span>
  );
}

const exampleTitle = ({ row, targets }: Predictions['examples'][number]): string =>
  [`Example ${formatExact(row)}`, ...targets.map(({ name, words }) => `${name} ${words}`)].join(', ');

/** Whose numbers these are, and under what. */
function whatIsSeen({ step, epoch, split, examples, passes, drops }: Predictions): string {
  const part = split === 'validation' ? ' of the validation set' : split === 'train' ? ' it was trained on' : '';
  const weights = `Weights after step ${formatExact(step)} (${plural(epoch, 'epoch')} done), ${plural(examples.length, 'example')}${part}.`;
  if (drops.length === 0) return `${weights} No block of this run drops anything: there is nothing to leave on.`;
  if (passes === 0)
    return `${weights} Dropout is off, as in any prediction. Give some passes to leave it on in ${drops.join(', ')} and see how far the answers spread.`;
  return `${weights} ${plural(passes, 'pass', 'passes')} with dropout left on in ${drops.join(', ')}, each dropping other numbers; batch normalization goes by its moving averages.`;
}

/** How often a head is right. */
function totalWords({ right, rightByMean, spread }: Predictions['heads'][number]): string {
  const parts = [
    ...(right === null ? [] : [`Right without dropout: ${formatPercent(right)}.`]),
    ...(rightByMean === null ? [] : [`By the mean of the passes: ${formatPercent(rightByMean)}.`]),
    ...(spread === null ? [] : [`Mean standard deviation: ${formatValue(spread)}.`]),
  ];
  return parts.join(' ');
}
