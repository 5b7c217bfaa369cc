import { memo } from 'react';
import { Handle, Position, type Node, type NodeProps } from '@xyflow/react';
import { CircleAlert, Snowflake, TriangleAlert } from 'lucide-react';
import { findBlock, hasBlock } from '../../shared/catalogue/index.ts';
import type { Block, OutputSpecs } from '../../shared/catalogue/block.ts';
import { plural } from '../../shared/catalogue/plural.ts';
import { formatShape } from '../../shared/catalogue/tensorSpec.ts';
import type { GraphInference, NodeInference } from '../../shared/graph/inferNode.ts';
import type { Problem } from '../../shared/graph/problem.ts';
import { useDocument } from '../state/studio.ts';
import { NodeSpark } from './NodeSpark.tsx';
import { nodeSize, portPlaces, type Direction } from '../state/editing/geometry.ts';
import { cx } from '../ui/cx.ts';
import { formatCount, formatExact } from '../ui/formatNumber.ts';
import { MiddleText } from '../ui/MiddleText.tsx';
import { sentence } from '../ui/sentence.ts';
import { Tooltip } from '../ui/Tooltip.tsx';

/** What React Flow holds of a node: the rest is read from the document by id. */
export type FlowNode = Node<{ readonly kind: string; readonly direction: Direction }, 'block'>;

const sides = { left: Position.Left, right: Position.Right, top: Position.Top, bottom: Position.Bottom } as const;

/** A block on the canvas: one component for every kind, drawn from its declaration and what is inferred of it. */
export const BlockNode = memo(function BlockNode({ id, data, selected }: NodeProps<FlowNode>) {
  const node = useDocument(({ open }) => open?.graph.nodes[id]);
  const inference = useDocument(({ open }) => open?.known.nodes[id]);
  const graph = useDocument(({ open }) => open?.graph.id ?? '');
  if (!node) return null;
  const block = hasBlock(node.kind) ? findBlock(node.kind) : null;
  const problems = inference?.problems ?? [];
  const broken = problems.some((problem) => problem.severity === 'error');
  const face = block && inference ? faceOf(block, inference) : '';
  return (
    <div
      className={cx('block-node', selected && 'is-selected', broken && 'is-broken')}
      style={{ width: nodeSize.width, height: nodeSize.height, ['--group' as string]: `var(--group-${block?.group ?? 'model'})` }}
    >
      <div className="flex h-full min-w-0 flex-col justify-center pr-2 pl-3.5">
        <div className="flex min-w-0 items-center gap-1">
          <MiddleText text={node.name || (block?.title ?? node.kind)} className="flex-1 text-sm font-semibold" />
          {node.name !== '' && block && <span className="shrink-0 text-2xs text-faint">{block.title}</span>}
          {node.frozen && (
            <Tooltip text="Frozen: training leaves its weights as they are" side="top">
              <Snowflake role="img" aria-label="Frozen" className="size-3.5 shrink-0 text-accent" />
            </Tooltip>
          )}
          <NodeSpark graph={graph} node={id} />
          {problems.length > 0 && <ProblemBadge problems={problems} broken={broken} />}
        </div>
        {face !== '' && (
          <div className="truncate text-xs text-muted" title={face}>
            {face}
          </div>
        )}
        <div className="flex min-w-0 items-baseline justify-between gap-2 text-xs text-faint">
          <MiddleText text={shapeOf(inference?.outputs)} className="flex-1" />
          {inference !== undefined && inference.parameters > 0 && (
            <span className="shrink-0" title={`${formatExact(inference.parameters)} parameters`}>
              {formatCount(inference.parameters)}
            </span>
          )}
        </div>
      </div>
      <div className="live-bar" />
      {portPlaces(data.kind, data.direction).map((port) => (
        <Handle
          key={`${port.type}/${port.id}`}
          id={port.id}
          type={port.type}
          position={sides[port.side]}
          className={isOptional(block, port) ? 'is-optional' : ''}
          style={data.direction === 'right' ? { top: port.y } : { left: port.x }}
        />
      ))}
    </div>
  );
});

/** Whether a block does without a wire there: its dot then does not look like something missing. */
const isOptional = (block: Block | null, { type, id }: { readonly type: string; readonly id: string }): boolean =>
  type === 'target' && block?.inputs.find(({ name }) => name === id)?.optional === true;

/** The block's telling values; nothing where it has none, or where its values cannot be read. */
export function faceOf(block: Block, inference: NodeInference): string {
  if (inference.inner) return groupFace(inference.inner, block.face?.(inference.values) ?? '');
  return Object.keys(inference.values).length === 0 ? '' : (block.face?.(inference.values) ?? '');
}

/** How many blocks a group holds, those of groups within too, and how often. */
function groupFace(inner: GraphInference, times: string): string {
  const count = (graph: GraphInference): number =>
    Object.values(graph.nodes).reduce((sum, { inner: own, inputs, outputs }) => {
      if (own) return sum + count(own);
      return sum + Number(Object.keys(inputs).length > 0 && (outputs === null || Object.keys(outputs).length > 0));
    }, 0);
  return [plural(count(inner), 'block'), times].filter(Boolean).join(' ');
}

function shapeOf(outputs: OutputSpecs | null | undefined): string {
  if (!outputs) return '';
  return Object.values(outputs)
    .map((spec) => formatShape(spec.shape))
    .join(', ');
}

function ProblemBadge({ problems, broken }: { readonly problems: readonly Problem[]; readonly broken: boolean }) {
  const words = problems.map((problem) => sentence(problem.message)).join('\n');
  return (
    <Tooltip text={words} side="top">
      <span role="img" aria-label={`Problem: ${words}`} className={cx('-mr-0.5 shrink-0', broken ? 'text-danger' : 'text-warning')}>
        {broken ? <CircleAlert className="size-4" /> : <TriangleAlert className="size-4" />}
      </span>
    </Tooltip>
  );
}
