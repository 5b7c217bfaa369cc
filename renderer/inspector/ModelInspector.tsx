import { dataParams } from '../../shared/catalogue/dataParams.ts';
import { trainingParams } from '../../shared/catalogue/trainingParams.ts';
import type { Problem } from '../../shared/graph/problem.ts';
import { projectDataset } from '../../shared/graph/resolveColumns.ts';
import { rootGraph, type ProjectDocument } from '../../shared/graph/document.ts';
import type { Edit } from '../../shared/graph/edits.ts';
import { fitColumns } from '../../shared/graph/fitColumns.ts';
import { toJson } from '../../shared/graph/toJson.ts';
import { openDialog } from '../state/sessionStore.ts';
import { documents, useDocument } from '../state/studio.ts';
import { Button } from '../ui/Button.tsx';
import { formatBytes, formatExact } from '../ui/formatNumber.ts';
import { sentence } from '../ui/sentence.ts';
import { Section } from '../ui/Section.tsx';
import { BatchSizes } from './BatchSizes.tsx';
import { countFact } from './countFact.ts';
import { Facts } from './Facts.tsx';
import { InspectorTitle } from './InspectorTitle.tsx';
import { memoryFacts } from './memoryFacts.ts';
import { NoteField } from './NoteField.tsx';
import { HeldOut } from './HeldOut.tsx';
import { ParamForm } from './ParamForm.tsx';
import { ProblemNotes } from './ProblemNotes.tsx';
import { UnappliedNotice } from './UnappliedNotice.tsx';

const at = (problems: readonly Problem[], section: 'training' | 'data') =>
  problems.flatMap((problem) =>
    problem.section === section && problem.param !== undefined ? [{ param: problem.param, message: sentence(problem.message) }] : [],
  );

/** The data choices; with another data set, or other columns of it, the model takes what is there now. */
function dataEdits(document: ProjectDocument, data: ProjectDocument['data']): readonly Edit[] {
  const same = JSON.stringify(document.data['dataset']) === JSON.stringify(data['dataset']);
  return [{ type: 'setData', values: data }, ...(same ? [] : fitColumns({ ...document, data }))];
}

/** Nothing is selected: the whole model, and how it is trained on what. */
export function ModelInspector() {
  const open = useDocument((state) => state.open);
  if (!open) return null;
  const { document, inference } = open;
  const { dataset } = projectDataset(document);
  const whole = inference.problems.filter(
    (problem) => problem.node === undefined && problem.edge === undefined && problem.param === undefined,
  );
  const { complete } = inference;
  const bytes = inference.parameters * 4;
  const blocks = Object.keys(rootGraph(document).nodes).length;
  return (
    <>
      <InspectorTitle title="Model" text="Nothing is selected: this is the whole." />
      <ProblemNotes problems={whole} />
      <Section title="Totals">
        <Facts
          rows={[
            { name: 'Blocks', value: formatExact(blocks) },
            countFact('Parameters', inference.parameters, complete),
            ...(inference.trainable === inference.parameters ? [] : [countFact('of them trainable', inference.trainable, complete)]),
            ...(complete
              ? [{ name: 'Weights in memory', value: formatBytes(bytes), exact: `${formatExact(bytes)} bytes` }]
              : [countFact('Weights in memory', bytes, complete)]),
            countFact('Multiply-adds', inference.multiplyAdds, complete, ' for one example'),
            ...memoryFacts(document),
          ]}
        />
      </Section>
      <Section title="Training">
        <UnappliedNotice />
        <ParamForm
          params={trainingParams}
          values={document.training}
          problems={at(inference.problems, 'training')}
          columns={dataset.columns}
          below={{ batchSize: <BatchSizes document={document} /> }}
          onChange={(values, step) =>
            documents.edit([{ type: 'setTraining', values: toJson(values) }], {
              label: 'Training choices',
              merge: step === '' ? null : `training/${step}`,
            })
          }
        />
        <div className="mt-1 flex flex-wrap gap-2">
          <Button disabled={!complete} onClick={() => openDialog({ type: 'learningRate' })}>
            Find the learning rate…
          </Button>
          <Button disabled={inference.parameters === 0} onClick={() => openDialog({ type: 'weights', node: null })}>
            Start from a run…
          </Button>
          <Button onClick={() => openDialog({ type: 'playground' })}>Playground…</Button>
        </div>
      </Section>
      <Section title="Data">
        <ParamForm
          params={dataParams}
          values={document.data}
          problems={at(inference.problems, 'data')}
          columns={dataset.columns}
          below={{ validationSize: <HeldOut document={document} size="validationSize" />, testSize: <HeldOut document={document} size="testSize" /> }}
          onChange={(values, step) =>
            documents.edit(dataEdits(document, toJson(values)), {
              label: 'Data choices',
              merge: step === '' ? null : `data/${step}`,
            })
          }
        />
      </Section>
      <Section title="Notes">
        <NoteField
          label="Project notes"
          placeholder="What this project is about"
          rows={3}
          value={document.notes}
          onCommit={(notes) => documents.edit([{ type: 'setProject', changes: { notes } }], { label: 'Notes', merge: 'notes' })}
        />
      </Section>
    </>
  );
}
