import { parseValues } from '../../shared/catalogue/parseValues.ts';
import { trainingParams } from '../../shared/catalogue/trainingParams.ts';
import type { GraphNode } from '../../shared/graph/document.ts';
import type { NodeChanges } from '../../shared/graph/edits.ts';
import { useDocument } from '../state/studio.ts';
import { SelectInput } from '../ui/SelectInput.tsx';
import { FieldRow } from './FieldRow.tsx';

interface PhaseFieldProps {
  readonly node: GraphNode;
  readonly onChange: (changes: NodeChanges, what: string) => void;
}

/** The phase that trains a block, or that an Output belongs to, where the training has phases. */
export function PhaseField({ node, onChange }: PhaseFieldProps) {
  const training = useDocument(({ open }) => open?.document.training);
  const names = parseValues(trainingParams, training ?? {}).values.phases.map(({ values }) => String(values['name']));
  if (names.length === 0 && node.phase === undefined) return null;
  const none = node.kind === 'output' ? `the first${names[0] === undefined ? '' : ` (${names[0]})`}` : 'every phase';
  const missing = node.phase !== undefined && !names.includes(node.phase) ? [node.phase] : [];
  return (
    <FieldRow
      name="phase"
      title="Phase"
      help={
        node.kind === 'output'
          ? 'The phase of training whose steps make the loss of this Output small.'
          : 'The phase of training that moves the weights of this block; in the steps of the others they stay as they are.'
      }
      problems={[]}
    >
      {() => (
        <SelectInput
          aria-label="Phase"
          value={node.phase ?? ''}
          choices={[{ value: '', title: none }, ...[...names, ...missing].map((name) => ({ value: name, title: name }))]}
          onCommit={(name) => onChange({ phase: name === '' ? undefined : name }, 'Phase')}
        />
      )}
    </FieldRow>
  );
}
