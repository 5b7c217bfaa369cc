import { useEffect, useRef, type DragEvent } from 'react';
import {
  Background,
  BackgroundVariant,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore as useFlowStore,
  type FinalConnectionState,
} from '@xyflow/react';
import { findBlock, hasBlock } from '../../shared/catalogue/index.ts';
import { blockDragType } from '../state/editing/dragType.ts';
import { canvas, canvasView, setCanvasView } from '../state/editing/canvasStore.ts';
import { addBlock, connect, connectNodes, reconnect } from '../state/editing/editGraph.ts';
import { gridStep, nodeSize, type Direction } from '../state/editing/geometry.ts';
import { openDialog, toast } from '../state/sessionStore.ts';
import { documents, useDocument, useSettings } from '../state/studio.ts';
import { BlockNode, type FlowNode } from './BlockNode.tsx';
import { CanvasMenu } from './CanvasMenu.tsx';
import { CanvasTools } from './CanvasTools.tsx';
import { ConnectionLine, reasonFor } from './ConnectionLine.tsx';
import { EmptyCanvas } from './EmptyCanvas.tsx';
import { GroupPath } from './GroupPath.tsx';
import { openGroup } from '../state/editing/openGroup.ts';
import { useFlowEdges, useFlowNodes } from './useFlow.ts';
import { useFlowChanges, wireAt } from './useFlowChanges.ts';
import { useAllSeen } from './useAllSeen.ts';
import { useLayerCourses } from './useLayerCourses.ts';
import { useLiveBar } from './useLiveBar.ts';
import { Wire, type FlowEdge } from './Wire.tsx';
import './canvas.css';

const nodeTypes = { block: BlockNode };
const edgeTypes = { wire: Wire };
const snapGrid: [number, number] = [gridStep, gridStep];
const zooms = { min: 0.1, max: 2 } as const;
/** Room is left for the tools at the foot of the canvas. */
const fitOptions = { padding: { top: '24px', right: '32px', bottom: '56px', left: '32px' }, maxZoom: 1, minZoom: zooms.min } as const;
/** In a smaller canvas an overview would cover what it shows. */
const mapRoom = { width: 560, height: 320 } as const;
/** Above this many nodes only those in sight are drawn, while the view is close enough for that to help. */
const manyNodes = 250;
const closeZoom = 0.5;

/** The model as a graph. The document is the truth: what React Flow reports becomes edits, selection, or nothing. */
export function Canvas() {
  const project = useDocument(({ open }) => open && [open.document.id, ...open.path].join('/'));
  if (project === null) return null;
  return (
    <ReactFlowProvider key={project}>
      <CanvasMenu>
        <Flow />
      </CanvasMenu>
    </ReactFlowProvider>
  );
}

function Flow() {
  const direction = useSettings(({ settings }): Direction => (settings.layout['direction'] === 'down' ? 'down' : 'right'));
  const showMap = useSettings(({ settings }) => settings.layout['miniMap'] !== false);
  const nodes = useFlowNodes(direction);
  const edges = useFlowEdges();
  const changes = useFlowChanges();
  const frame = useRef<HTMLDivElement>(null);
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const allSeen = useAllSeen(nodes);
  const close = useFlowStore((state) => state.transform[2] > closeZoom);
  const roomy = useFlowStore((state) => state.width >= mapRoom.width && state.height >= mapRoom.height);
  const moved = useView(frame);
  useLiveBar(frame);
  useLayerCourses();

  const onConnectEnd = (event: MouseEvent | TouchEvent, state: FinalConnectionState): void => {
    const at = 'changedTouches' in event ? event.changedTouches[0] : event;
    if (state.isValid === true || !state.fromHandle || !at) return;
    if (state.toHandle) {
      const reason = reasonFor(state.fromHandle, state.toHandle);
      if (reason !== null) toast('error', `No wire: ${reason}`, { topic: 'wire' });
      return;
    }
    const target = document.elementFromPoint(at.clientX, at.clientY);
    const over = target?.closest('.react-flow__node')?.getAttribute('data-id');
    if (over != null) {
      connectNodes(state.fromHandle, over);
      return;
    }
    if (!target?.closest('.react-flow__pane') || state.fromHandle.type !== 'source') return;
    // Let go over nothing: what should come there?
    const place = flow.screenToFlowPosition({ x: at.clientX, y: at.clientY });
    openDialog({ type: 'add', place, from: { node: state.fromHandle.nodeId, port: state.fromHandle.id ?? '' } });
  };
  const onDragOver = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes(blockDragType)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    const wire = wireAt(event.clientX, event.clientY);
    if (wire !== canvas.getState().dropEdge) canvas.setState({ dropEdge: wire });
  };
  const onDrop = (event: DragEvent): void => {
    const kind = event.dataTransfer.getData(blockDragType);
    if (!hasBlock(kind)) return;
    event.preventDefault();
    canvas.setState({ dropEdge: null });
    addBlock(kind, {
      place: flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }),
      wire: wireAt(event.clientX, event.clientY),
    });
    canvasView()?.focus();
  };

  return (
    <div ref={frame} tabIndex={-1} className="canvas relative size-full bg-canvas outline-none!" data-testid="canvas">
      <ReactFlow
        aria-label="Model"
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={changes.onNodesChange}
        onEdgesChange={changes.onEdgesChange}
        onNodeDragStart={changes.onDragStart}
        onSelectionDragStart={changes.onDragStart}
        onNodeDrag={(event, _node, dragged) => changes.onDrag(event, dragged)}
        onNodeDragStop={changes.onDragStop}
        onSelectionDragStop={changes.onDragStop}
        onEdgeMouseEnter={(_, edge) => canvas.setState({ hoveredEdge: edge.id })}
        onEdgeMouseLeave={() => canvas.setState({ hoveredEdge: null })}
        isValidConnection={({ source, sourceHandle, target, targetHandle }) =>
          reasonFor(
            { nodeId: source, id: sourceHandle ?? '', type: 'source' },
            { nodeId: target, id: targetHandle ?? '', type: 'target' },
          ) === null
        }
        onConnect={({ source, sourceHandle, target, targetHandle }) =>
          void connect({ source: { node: source, port: sourceHandle ?? '' }, target: { node: target, port: targetHandle ?? '' } })
        }
        onConnectEnd={onConnectEnd}
        reconnectRadius={8}
        onReconnectStart={(_, edge) => canvas.setState({ loosened: edge.id })}
        onReconnect={(edge, { source, sourceHandle, target, targetHandle }) =>
          reconnect(edge.id, { source: { node: source, port: sourceHandle ?? '' }, target: { node: target, port: targetHandle ?? '' } })
        }
        onReconnectEnd={() => canvas.setState({ loosened: null })}
        connectionLineComponent={ConnectionLine}
        connectionRadius={28}
        onDragOver={onDragOver}
        onDragLeave={(event) => {
          // From one thing on the canvas to the next is no leaving.
          if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)))
            canvas.setState({ dropEdge: null });
        }}
        onDrop={onDrop}
        onPointerMove={(event) => canvas.setState({ pointer: flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }) })}
        onPointerLeave={() => canvas.setState({ pointer: null })}
        onNodeDoubleClick={(_, node) => openGroup(node.id)}
        onDoubleClick={(event) => {
          if (event.target instanceof Element && event.target.classList.contains('react-flow__pane')) {
            openDialog({ type: 'add', place: flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }), from: null });
          }
        }}
        snapToGrid
        snapGrid={snapGrid}
        minZoom={zooms.min}
        maxZoom={zooms.max}
        fitView
        fitViewOptions={fitOptions}
        onMove={(event) => {
          // Without an event it is the program that moves the view.
          if (event) moved.current = true;
        }}
        zoomOnDoubleClick={false}
        deleteKeyCode={null}
        multiSelectionKeyCode={['Control', 'Meta', 'Shift']}
        nodeDragThreshold={2}
        nodesFocusable
        edgesFocusable
        onlyRenderVisibleElements={nodes.length > manyNodes && close}
        proOptions={{ hideAttribution: true }}
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={1.5} color="var(--grid-dot)" />
        {showMap && roomy && !allSeen && (
          <MiniMap<FlowNode>
            pannable
            zoomable
            ariaLabel="Overview"
            style={{ width: 144, height: 96 }}
            nodeColor={mapColour}
            nodeBorderRadius={8}
          />
        )}
      </ReactFlow>
      {nodes.length === 0 && <EmptyCanvas />}
      <GroupPath />
      <CanvasTools direction={direction} />
    </div>
  );
}

const mapColour = (node: FlowNode): string => `var(--group-${hasBlock(node.data.kind) ? findBlock(node.data.kind).group : 'model'})`;

/**
 * Lets others reach the view while the canvas is there, and keeps the whole model in sight when the canvas changes its size, until a
 * person has moved the view: what is given back tells that.
 */
function useView(frame: { readonly current: HTMLDivElement | null }): { current: boolean } {
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const moved = useRef(false);
  const width = useFlowStore((state) => state.width);
  const height = useFlowStore((state) => state.height);
  useEffect(() => {
    if (!moved.current && flow.viewportInitialized) void flow.fitView(fitOptions);
    // oxlint-disable-next-line react/exhaustive-deps -- when the size changes, and only then
  }, [width, height]);
  useEffect(() => {
    // Whoever came here by keys goes on from the model: what was pressed, such as a template's card, is gone.
    if (document.activeElement === document.body) frame.current?.focus();
  }, [frame]);
  useEffect(() => {
    const size = (): DOMRect => frame.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 800, 600);
    const duration = window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 120;
    setCanvasView({
      centre() {
        const { x, y, width, height } = size();
        return flow.screenToFlowPosition({ x: x + width / 2, y: y + height / 2 });
      },
      fit() {
        moved.current = false;
        void flow.fitView({ ...fitOptions, duration });
      },
      reveal(id) {
        const { open } = documents.getState();
        const node = open?.graph.nodes[id];
        if (!node) return;
        const frameRect = size();
        const from = flow.flowToScreenPosition(node.position);
        const to = flow.flowToScreenPosition({ x: node.position.x + nodeSize.width, y: node.position.y + nodeSize.height });
        const seen = from.x >= frameRect.left && from.y >= frameRect.top && to.x <= frameRect.right && to.y <= frameRect.bottom;
        if (seen) return;
        void flow.setCenter(node.position.x + nodeSize.width / 2, node.position.y + nodeSize.height / 2, {
          zoom: Math.max(0.6, flow.getZoom()),
          duration,
        });
      },
      zoomIn() {
        moved.current = true;
        void flow.zoomIn({ duration });
      },
      zoomOut() {
        moved.current = true;
        void flow.zoomOut({ duration });
      },
      aspect() {
        const { width, height } = size();
        return width / Math.max(1, height);
      },
      focus: () => frame.current?.focus(),
    });
    return () => setCanvasView(null);
  }, [flow, frame]);
  return moved;
}
