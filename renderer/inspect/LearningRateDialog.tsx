import { useEffect, useState } from 'react';
import type { RateTest } from '../../shared/ipc/rows.ts';
import { phaseOptimizers, withLearningRate, type PhaseOptimizer } from '../../shared/plan/phaseOptimizers.ts';
import { parseValues } from '../../shared/catalogue/parseValues.ts';
import { trainingParams } from '../../shared/catalogue/trainingParams.ts';
import { toJson } from '../../shared/graph/toJson.ts';
import { messageOf } from '../state/connection.ts';
import { openDialog, toast } from '../state/sessionStore.ts';
import { contract, documents, openProject } from '../state/studio.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../ui/Dialog.tsx';
import { formatValue } from '../ui/formatNumber.ts';
import { SelectInput } from '../ui/SelectInput.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';

type Phase =
  | { readonly at: 'testing' }
  | { readonly at: 'failed'; readonly problem: string }
  | { readonly at: 'done'; readonly result: RateTest };

/** The phases of the project's training, each with its optimizer; '' where it has none. */
function optimizers(): readonly PhaseOptimizer[] {
  const { training } = openProject().document;
  const phases = phaseOptimizers(training);
  return phases.length > 0 ? phases : [{ name: '', optimizer: parseValues(trainingParams, training).values.optimizer }];
}

/** Sets the learning rate of the project, or of a phase, as one step of undo. */
function applyRate(rate: number, phase: string): void {
  const { training } = openProject().document;
  const changed = toJson(withLearningRate(training, phase === '' ? null : phase, rate));
  documents.edit([{ type: 'setTraining', values: { ...training, ...changed } }], { label: 'Learning rate', merge: null });
  toast('success', `The learning rate${phase === '' ? '' : ` of ${phase}`} is ${formatValue(rate)} now.`, {
    action: { title: 'Undo', run: () => void documents.undo() },
  });
}

/** Looks for a learning rate by a range test: trains a copy for some steps at rising rates, draws the losses, and proposes one. */
export function LearningRateDialog() {
  const [phase, setPhase] = useState<Phase>({ at: 'testing' });
  const known = optimizers();
  const [of, setOf] = useState(known[0]?.name ?? '');
  useEffect(() => {
    let left = false;
    setPhase({ at: 'testing' });
    contract.call('findLearningRate', { document: openProject().document, ...(of !== '' && { phase: of }) }).then(
      (result) => left || setPhase({ at: 'done', result }),
      (error: unknown) => left || setPhase({ at: 'failed', problem: messageOf(error) }),
    );
    return () => {
      left = true;
    };
  }, [of]);
  const close = (): void => openDialog(null);
  const now = Number(known.find(({ name }) => name === of)?.optimizer.values['learningRate'] ?? 0);
  const proposed = phase.at === 'done' ? phase.result.proposed : null;
  return (
    <Dialog title="Find the learning rate" onClose={close} className="w-[560px]">
      <DialogBody className="flex flex-col gap-3">
        <p className="m-0 text-muted">
          A copy of the model is trained for 120 steps, each at a larger learning rate. Where the loss falls the quickest is a good rate;
          where it turns up, rates are too large.
        </p>
        {of !== '' && (
          <div className="flex flex-col gap-1">
            <span className="text-xs text-muted">Phase</span>
            <SelectInput aria-label="Phase" value={of} choices={known.map(({ name }) => ({ value: name, title: name }))} onCommit={setOf} />
            <p className="m-0 text-xs text-muted">
              All steps are of this phase; what the others train stays as it begins. Against a network that learns too, somewhat less may be
              right.
            </p>
          </div>
        )}
        {phase.at === 'testing' && <ProgressBar label="Testing learning rates" value={null} />}
        {phase.at === 'failed' && (
          <p role="alert" className="m-0 text-danger" data-selectable>
            {phase.problem}
          </p>
        )}
        {phase.at === 'done' && <RateCurve {...phase.result} now={now} />}
        {phase.at === 'done' && (
          <p className="m-0">
            {proposed === null
              ? 'No rate made the loss fall: look for a problem in the model or the data, or try another optimizer.'
              : `Proposed: ${formatValue(proposed)}. It is ${formatValue(now)} now.`}
          </p>
        )}
      </DialogBody>
      <DialogFooter>
        <Button onClick={close}>{proposed === null ? 'Close' : 'Leave it'}</Button>
        {proposed !== null && (
          <Button
            look="primary"
            data-autofocus
            onClick={() => {
              applyRate(proposed, of);
              close();
            }}
          >
            Use {formatValue(proposed)}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}

const [width, height] = [520, 220];

/** Loss against learning rate, the rate on a logarithmic axis. */
function RateCurve({ points, proposed, now }: RateTest & { readonly now: number }) {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last || points.length < 2) return null;
  const losses = points.map(([, loss]) => loss);
  const low = Math.min(...losses);
  // The explosion at the end would make a line of all that comes before it.
  const high = Math.min(Math.max(...losses), (first[1] - low) * 1.6 + low + 1e-9);
  const x = (rate: number): number => (Math.log(rate / first[0]) / Math.log(last[0] / first[0])) * width;
  const y = (loss: number): number => 8 + (height - 16) * (1 - (Math.min(loss, high) - low) / (high - low || 1));
  const decades = Array.from({ length: 9 }, (_, at) => 10 ** (at - 7)).filter((rate) => rate >= first[0] && rate <= last[0]);
  const mark = (rate: number, className: string, dash?: string) =>
    rate >= first[0] && rate <= last[0] ? (
      <line x1={x(rate)} x2={x(rate)} y1={0} y2={height} className={className} strokeWidth={1.25} strokeDasharray={dash} />
    ) : null;
  return (
    <figure className="m-0">
      <svg viewBox={`0 0 ${width} ${height + 16}`} className="block w-full" role="img" aria-label="Loss against learning rate">
        {decades.map((rate) => (
          <g key={rate}>
            <line x1={x(rate)} x2={x(rate)} y1={0} y2={height} className="stroke-edge" />
            <text x={Math.min(Math.max(x(rate), 14), width - 14)} y={height + 13} textAnchor="middle" className="fill-faint text-[10px]">
              {rate >= 0.01 ? String(Number(rate.toPrecision(1))) : rate.toExponential(0)}
            </text>
          </g>
        ))}
        {mark(now, 'stroke-muted', '4 3')}
        {proposed !== null && mark(proposed, 'stroke-accent')}
        <polyline
          points={points.map(([rate, loss]) => `${x(rate).toFixed(1)},${y(loss).toFixed(1)}`).join(' ')}
          className="fill-none stroke-ink"
          strokeWidth={1.75}
        />
      </svg>
      <figcaption className="flex justify-between text-xs text-faint">
        <span>
          loss {formatValue(low)} to {formatValue(high)}, smoothed
        </span>
        <span>learning rate</span>
        <span>blue: proposed · dashed: now</span>
      </figcaption>
    </figure>
  );
}
