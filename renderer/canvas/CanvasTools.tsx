import { useViewport } from '@xyflow/react';
import { ArrowDown, ArrowRight, Map as MapIcon, Maximize, Minus, Network, Plus } from 'lucide-react';
import { canvasView } from '../state/editing/canvasStore.ts';
import { autoLayout, setDirection } from '../state/editing/editGraph.ts';
import type { Direction } from '../state/editing/geometry.ts';
import { settings, useSettings } from '../state/studio.ts';
import { IconButton } from '../ui/Button.tsx';

/** Zoom, fit and layout, in the corner of the canvas. */
export function CanvasTools({ direction }: { readonly direction: Direction }) {
  const { zoom } = useViewport();
  const showMap = useSettings((state) => state.settings.layout['miniMap'] !== false);
  return (
    <div
      role="toolbar"
      aria-label="View"
      className="absolute bottom-2 left-2 z-10 flex items-center rounded-md border border-edge bg-panel p-0.5 shadow-card"
    >
      <IconButton side="top" label="Zoom out" keys="-" onClick={() => canvasView()?.zoomOut()}>
        <Minus />
      </IconButton>
      <span className="w-10 text-center text-xs text-muted" aria-label="Zoom">
        {Math.round(zoom * 100)}%
      </span>
      <IconButton side="top" label="Zoom in" keys="+" onClick={() => canvasView()?.zoomIn()}>
        <Plus />
      </IconButton>
      <IconButton side="top" label="Fit view" keys="F" onClick={() => canvasView()?.fit()}>
        <Maximize />
      </IconButton>
      <span className="mx-0.5 h-4 w-px bg-edge" />
      <IconButton side="top" label="Auto-layout" keys="L" onClick={() => void autoLayout()}>
        <Network />
      </IconButton>
      <IconButton
        side="top"
        label={direction === 'right' ? 'Read top to bottom' : 'Read left to right'}
        onClick={() => setDirection(direction === 'right' ? 'down' : 'right')}
      >
        {direction === 'right' ? <ArrowDown /> : <ArrowRight />}
      </IconButton>
      <IconButton
        side="top"
        label={showMap ? 'Hide overview' : 'Show overview'}
        hint={showMap ? 'Hide the overview' : 'Show an overview while blocks are out of sight'}
        aria-pressed={showMap}
        onClick={() => settings.remember('miniMap', !showMap)}
      >
        <MapIcon />
      </IconButton>
    </div>
  );
}
