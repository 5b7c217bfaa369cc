import { findBlock, hasBlock } from '../../shared/catalogue/index.ts';
import type { ReactNode } from 'react';
import { SquareArrowOutUpRight } from 'lucide-react';
import type { Block, InputSpecs, OutputSpecs } from '../../shared/catalogue/block.ts';
import { deriveLengths } from '../../shared/catalogue/deriveLengths.ts';
import type { Values } from '../../shared/catalogue/params.ts';
import { formatShape } from '../../shared/catalogue/tensorSpec.ts';
import type { GraphNode } from '../../shared/graph/document.ts';
import type { NodeInference } from '../../shared/graph/inferNode.ts';
import type { NodeChanges } from '../../shared/graph/edits.ts';
import { projectDataset } from '../../shared/graph/resolveColumns.ts';
import { toJson } from '../../shared/graph/toJson.ts';
import type { Finding } from '../../shared/run/doctor/finding.ts';
import { openGroup } from '../state/editing/openGroup.ts';
import { documents, useDocument, useFindings } from '../state/studio.ts';
import { Button } from '../ui/Button.tsx';
import { notKnown } from '../ui/notKnown.ts';
import { Section } from '../ui/Section.tsx';
import { sentence } from '../ui/sentence.ts';
import { TextInput } from '../ui/TextInput.tsx';
import { AdviceNotes } from './AdviceNotes.tsx';
import { AugmentedSection } from './AugmentedSection.tsx';
import { countFact } from './countFact.ts';
import { Facts } from './Facts.tsx';
import { InspectorTitle } from './InspectorTitle.tsx';
import { InitializerPlot } from './InitializerPlot.tsx';
import { LengthPuzzle } from './LengthPuzzle.tsx';
import { DropsSection } from './DropsSection.tsx';
import { LacksSection } from './LacksSection.tsx';
import { NeuronsSection } from './NeuronsSection.tsx';
import { NoteField } from './NoteField.tsx';
import { ParamForm } from './ParamForm.tsx';
import { PhaseField } from './PhaseField.tsx';
import { ProblemNotes } from './ProblemNotes.tsx';
import { UnappliedNotice } from './UnappliedNotice.tsx';
import { WeightsSection } from './WeightsSection.tsx';

/** One block: what it is, its form, what goes in and comes out, what it costs. */
export function NodeInspector({ node }: { readonly node: GraphNode }) {
  const inference = useDocument(({ open }) => open?.known.nodes[node.id]);
  const document = useDocument(({ open }) => open?.document);
  const graph = useDocument(({ open }) => open?.graph.id);
  const found = useFindings(({ ofModel }) => ofModel);
  const advice = found.filter(({ at }) => at?.graph === graph && at?.node === node.id);
  if (!inference || !document || graph === undefined) return null;
  const block = hasBlock(node.kind) ? findBlock(node.kind) : null;
  const { columns } = projectDataset(document).dataset;
  const change = (changes: NodeChanges, what: string, step: string): void =>
    documents.edit([{ type: 'updateNode', graph, id: node.id, changes }], {
      label: `${what} of ${node.name || (block?.title ?? node.kind)}`,
      merge: step === '' ? null : `${node.id}/${step}`,
    });
  const atParam = inference.problems.flatMap(({ param, message }) => (param === undefined ? [] : [{ param, message: sentence(message) }]));
  const known = inference.outputs !== null;
  const shownBelow = new Set(block ? Object.keys(block.params) : []);
  return (
    <>
      <InspectorTitle title={block?.title ?? node.kind} text={block?.summary} group={block?.group} />
      {inference.inner && (
        <div className="px-3 pt-2">
          <Button onClick={() => openGroup(node.id)}>
            <SquareArrowOutUpRight /> Open group
          </Button>
        </div>
      )}
      <UnappliedNotice of={{ graph, node: node.id }} />
      <ProblemNotes problems={inference.problems.filter(({ param }) => param === undefined || !shownBelow.has(param))} />
      <AdviceSection findings={advice.filter(({ at }) => at?.param === undefined)} />
      {block && Object.keys(block.params).length > 0 && (
        <Section title="Parameters">
          <ParamForm
            key={node.id}
            params={block.params}
            values={node.values}
            problems={atParam}
            columns={columns}
            onChange={(values: Values, step) => change({ values: toJson(values) }, 'Parameters', step)}
            below={withAdvice(picturesOf(block, inference), advice)}
          />
          {node.kind === 'output' && node.values['use'] !== 'show' && (
            <PhaseField node={node} onChange={(changes, what) => change(changes, what, '')} />
          )}
        </Section>
      )}
      {block?.group === 'augmentation' && known && <AugmentedSection key={node.id} node={node} />}
      <Section title="Shape and cost">
        <Facts
          rows={[
            ...(block && block.inputs.length > 0 ? [{ name: 'In', value: inputsOf(inference.inputs) }] : []),
            ...(block && block.outputs.length > 0 ? [{ name: 'Out', value: outputsOf(inference.outputs) }] : []),
            countFact('Parameters', inference.parameters, known),
            countFact('Multiply-adds', inference.multiplyAdds, known, ' for one example'),
            // A group's weights are those of the blocks inside, which tell them; a repeat has a hundred thousand of each.
            ...(block && !inference.inner ? inference.weights : []).map((weight) => ({
              name: weight.trainable ? weight.name : `${weight.name} (fixed)`,
              value: formatShape(weight.shape),
            })),
          ]}
        />
      </Section>
      {inference.weights.length > 0 && <WeightsSection node={node} onChange={(changes, what) => change(changes, what, '')} />}
      {node.kind === 'dense' && <NeuronsSection node={node} />}
      {block?.drops?.(inference.values) === true && <DropsSection />}
      {block?.keras.lacks && block.keras.lacks.length > 0 && <LacksSection lacks={block.keras.lacks} />}
      <Section title="Name and note">
        <div className="flex flex-col gap-2">
          <TextInput
            aria-label="Name"
            placeholder={block?.title ?? node.kind}
            value={node.name}
            live
            maxLength={200}
            onCommit={(name) => change({ name }, 'Name', 'name')}
          />
          <NoteField label="Note" value={node.note} onCommit={(note) => change({ note }, 'Note', 'note')} />
        </div>
      </Section>
    </>
  );
}

/** What is shown below fields: where the lengths of a window's output come from, and how weights start. */
function picturesOf(block: Block, { inputs, values, weights }: NodeInference): Readonly<Record<string, ReactNode>> {
  const derivations = deriveLengths(block, inputs, values);
  const [kernel] = weights;
  const filter = kernel?.name === 'kernel' && kernel.shape.at(-1) === values['filters'] ? kernel.shape.slice(0, -1) : null;
  return {
    ...(derivations && {
      [values['padding'] === 'number' ? 'pads' : 'padding']: <LengthPuzzle derivations={derivations} filter={filter} />,
    }),
    ...Object.fromEntries(
      weights.flatMap(({ param, initializer, shape }) =>
        param === undefined ? [] : [[`${param}Initializer`, <InitializerPlot key={param} initializer={initializer} shape={shape} />]],
      ),
    ),
  };
}

/** What is shown below fields, with the advice on a field below that. */
function withAdvice(pictures: Readonly<Record<string, ReactNode>>, advice: readonly Finding[]): Readonly<Record<string, ReactNode>> {
  const params = [...new Set(advice.flatMap(({ at }) => (at?.param === undefined ? [] : [at.param])))];
  return {
    ...pictures,
    ...Object.fromEntries(
      params.map((param) => [
        param,
        <>
          {pictures[param]}
          <AdviceNotes findings={advice.filter(({ at }) => at?.param === param)} />
        </>,
      ]),
    ),
  };
}

/** Advice that is on no field of its own. */
function AdviceSection({ findings }: { readonly findings: readonly Finding[] }) {
  return findings.length === 0 ? null : (
    <div className="border-b border-edge px-3 pt-2">
      <AdviceNotes findings={findings} />
    </div>
  );
}

function inputsOf(inputs: InputSpecs): string {
  const shapes = Object.values(inputs).flatMap((specs) => specs.map((spec) => formatShape(spec.shape)));
  return shapes.length === 0 ? 'nothing yet' : shapes.join(', ');
}
function outputsOf(outputs: OutputSpecs | null): string {
  return outputs === null
    ? notKnown
    : Object.values(outputs)
        .map((spec) => formatShape(spec.shape))
        .join(', ');
}
