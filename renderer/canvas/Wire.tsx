import { memo } from 'react';
import { BaseEdge, EdgeLabelRenderer, getBezierPath, getSmoothStepPath, Position, type Edge, type EdgeProps } from '@xyflow/react';
import { useStore } from 'zustand';
import { formatShape } from '../../shared/catalogue/tensorSpec.ts';
import { canvas } from '../state/editing/canvasStore.ts';
import { useDocument, useSession } from '../state/studio.ts';
import { cx } from '../ui/cx.ts';

export type FlowEdge = Edge<Record<string, never>, 'wire'>;

/** A wire. Its tensor's shape shows while it is pointed at or selected. */
export const Wire = memo(function Wire(props: EdgeProps<FlowEdge>) {
  const { id, source, sourceHandleId, selected } = props;
  const hovered = useStore(canvas, (state) => state.hoveredEdge === id);
  const alone = useSession((state) => selected === true && state.selectedEdges.size === 1);
  const taking = useStore(canvas, (state) => state.dropEdge === id);
  const spec = useDocument(({ open }) => open?.known.nodes[source]?.outputs?.[sourceHandleId ?? '']);
  const [path, labelX, labelY] = wirePath(props);
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        interactionWidth={20}
        className={cx('wire', !spec && 'is-unknown', hovered && 'is-hovered', selected === true && 'is-selected', taking && 'is-taking')}
      />
      {(hovered || alone) && (
        <EdgeLabelRenderer>
          <div
            className="pointer-events-none absolute rounded-sm border border-edge bg-raised px-1.5 text-xs text-ink shadow-card"
            style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
          >
            {spec ? formatShape(spec.shape) : 'shape not known yet'}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
});

/**
 * Pixels that a wire which leads back goes on before it turns: about a quarter of the gap between two columns, so that what leaves one block and
 * what arrives at the next do not touch.
 */
const backStub = 9;

/** Where a wire runs: a curve forwards, a path with corners where it has to lead back, as at the end of a row. */
function wirePath({ sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition }: EdgeProps<FlowEdge>): [string, number, number] {
  const ends = { sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition };
  const back = sourcePosition === Position.Right ? targetX < sourceX + 12 : targetY < sourceY + 12;
  const [path, x, y] = back ? getSmoothStepPath({ ...ends, borderRadius: 10, offset: backStub }) : getBezierPath(ends);
  return [path, x, y];
}
