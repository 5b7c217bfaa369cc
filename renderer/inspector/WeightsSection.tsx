import type { GraphNode } from '../../shared/graph/document.ts';
import { groupTurns, isGroup } from '../../shared/graph/groups.ts';
import type { NodeChanges } from '../../shared/graph/edits.ts';
import { openDialog } from '../state/sessionStore.ts';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import { Toggle } from '../ui/Toggle.tsx';
import { FieldRow } from './FieldRow.tsx';
import { PhaseField } from './PhaseField.tsx';

interface WeightsSectionProps {
  readonly node: GraphNode;
  readonly onChange: (changes: NodeChanges, what: string) => void;
}

/** What the weights of a block start from, and whether training moves them. */
export function WeightsSection({ node, onChange }: WeightsSectionProps) {
  const { initialFrom, frozen } = node;
  return (
    <Section title="Weights">
      {(!isGroup(node) || groupTurns(node) > 1 || initialFrom !== undefined) && (
        <FieldRow
          name="initialFrom"
          title="Start from"
          help="Its own initialization, as the initializers say; or the weights that another run kept here, or a model of Keras or TF.js in a file, has learned, of a layer with the same shapes."
          problems={[]}
          wide
        >
          {() => (
            <div className="flex flex-wrap items-center gap-2">
              <span className="w-full text-xs break-words" data-selectable>
                {initialFrom?.title ?? 'its own initialization'}
              </span>
              <Button onClick={() => openDialog({ type: 'weights', node: node.id })}>{initialFrom ? 'Change…' : 'From a run…'}</Button>
              {initialFrom && <Button onClick={() => onChange({ initialFrom: undefined }, 'First weights')}>Start anew</Button>}
            </div>
          )}
        </FieldRow>
      )}
      <FieldRow
        name="frozen"
        title="Frozen"
        help="Training leaves the weights of this block as they are, however they began: with first weights, or with those of another run. A frozen batch normalization goes by its moving averages."
        problems={[]}
      >
        {() => <Toggle label="Frozen" checked={frozen} onChange={(next) => onChange({ frozen: next }, 'Freezing')} />}
      </FieldRow>
      {!frozen && <PhaseField node={node} onChange={onChange} />}
    </Section>
  );
}
