import { ChevronRight, CircleCheck, Stethoscope } from 'lucide-react';
import { defaultValues, parseValues } from '../../shared/catalogue/parseValues.ts';
import { trainingParams } from '../../shared/catalogue/trainingParams.ts';
import { gradientNorm } from '../../shared/catalogue/watches/gradientNorm.ts';
import { saturation } from '../../shared/catalogue/watches/saturation.ts';
import { nodeTitle } from '../../shared/graph/nodeTitle.ts';
import { toJson } from '../../shared/graph/toJson.ts';
import type { Finding } from '../../shared/run/doctor/finding.ts';
import { applyFix } from '../state/editing/applyFix.ts';
import { goToBlock } from '../state/editing/goToBlock.ts';
import { showTab } from '../state/sessionStore.ts';
import { documents, useDocument, useFindings } from '../state/studio.ts';
import { useCurrentRun } from '../state/useProjectRuns.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { expandPanel } from './panels.ts';

/** Advice: on the newest run by what it measured, and on the model by itself. Nothing here stands in the way of training. */
export function DoctorTab() {
  const { ofRun, ofModel } = useFindings((state) => state);
  const run = useCurrentRun();
  const errors = useDocument(({ open }) => open?.inference.problems.some(({ severity }) => severity === 'error') ?? false);
  if (ofRun.length + ofModel.length === 0) {
    if (errors) {
      return (
        <EmptyState icon={<Stethoscope />} title="Problems come first">
          <p>The doctor judges a model that can be trained. What keeps this one from it stands under Problems.</p>
          <Button onClick={() => showTab('problems')}>Show problems</Button>
        </EmptyState>
      );
    }
    return (
      <EmptyState icon={<CircleCheck />} title="Nothing to mend">
        <p>{wellWords(run?.number ?? null)}</p>
        <Watching />
      </EmptyState>
    );
  }
  return (
    <div className="h-full overflow-y-auto p-3">
      <ul aria-label="Findings" className="m-0 grid list-none grid-cols-[repeat(auto-fit,minmax(340px,1fr))] gap-2 p-0">
        {ofRun.map((finding) => (
          <FindingItem
            key={`${finding.rule}/${finding.at?.node ?? ''}/${finding.at?.param ?? ''}`}
            finding={finding}
            of={`Run ${run?.number ?? ''}`}
          />
        ))}
        {ofModel.map((finding) => (
          <FindingItem key={`${finding.rule}/${finding.at?.node ?? ''}/${finding.at?.param ?? ''}`} finding={finding} of="Model" />
        ))}
      </ul>
      <div className="mt-2">
        <Watching />
      </div>
    </div>
  );
}

function wellWords(run: number | null): string {
  if (run !== null) return `Run ${run} and the model look well, as far as was measured.`;
  return 'The model looks well. How it trains is judged as soon as a run has finished an epoch.';
}

function FindingItem({ finding, of }: { readonly finding: Finding; readonly of: string }) {
  const { title, seen, reason, remedy, at, fix } = finding;
  const project = useDocument(({ open }) => open?.document);
  const node = at && project?.graphs[at.graph]?.nodes[at.node];
  const open = fix !== undefined && project !== undefined && fix.edits(project) !== null;
  return (
    <li className="flex min-w-0 flex-col gap-1 rounded-md border border-edge bg-raised px-3 py-2">
      <div className="flex items-start gap-2">
        <Stethoscope className="mt-0.5 size-4 shrink-0 text-warning" />
        <h3 className="m-0 min-w-0 flex-1 text-sm font-semibold">{title}</h3>
        <span className="shrink-0 text-xs text-muted">{of}</span>
      </div>
      <p className="m-0">{seen}</p>
      <p className="m-0 text-xs text-muted">{reason}</p>
      <p className="m-0">{remedy}</p>
      <div className="mt-auto flex flex-wrap items-center gap-2 pt-1">
        {fix &&
          (open ? (
            <Button onClick={() => applyFix(fix)}>{fix.title}</Button>
          ) : (
            <span className="text-xs text-muted">{fix.title}: done. Train again to see what it changed.</span>
          ))}
        {node && at && (
          <Button
            onClick={() => {
              expandPanel('right');
              goToBlock(at);
            }}
          >
            Show {nodeTitle(node)} <ChevronRight />
          </Button>
        )}
      </div>
    </li>
  );
}

/** What can be judged only where it is measured, and how to have it measured. */
function Watching() {
  const training = useDocument(({ open }) => open?.document.training);
  if (!training) return null;
  const { watch } = parseValues(trainingParams, training).values;
  const missing = [gradientNorm, saturation].filter(({ kind }) => !watch.some((own) => own.kind === kind));
  if (missing.length === 0) return null;
  const add = (): void =>
    documents.edit(
      [
        {
          type: 'setTraining',
          values: {
            ...training,
            watch: [
              ...watch.map(({ kind, values }) => ({ kind, values: toJson(values) })),
              ...missing.map(({ kind, params }) => ({ kind, values: toJson(defaultValues(params)) })),
            ],
          },
        },
      ],
      { label: 'Watch the layers' },
    );
  return (
    <p className="m-0 flex flex-wrap items-center justify-center gap-2 text-xs text-muted">
      {missing.map(({ title }) => title).join(' and ')} of the layers are judged in runs that watch them.
      <Button className="h-6!" onClick={add}>
        Watch them
      </Button>
    </p>
  );
}
