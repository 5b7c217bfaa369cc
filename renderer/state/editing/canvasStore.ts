import { createStore } from 'zustand/vanilla';
import type { Point } from './geometry.ts';

interface CanvasState {
  /** Places of the nodes that are being dragged; the document hears of them when they are let go. */
  readonly dragged: ReadonlyMap<string, Point>;
  /** The wire that the pointer is over. */
  readonly hoveredEdge: string | null;
  /** The wire that would take what is being dragged. */
  readonly dropEdge: string | null;
  /** The wire whose end is in the hand: its place counts as free. */
  readonly loosened: string | null;
  /** Where the pointer last was over the canvas, in canvas units. */
  readonly pointer: Point | null;
}

const nothing: ReadonlyMap<string, Point> = new Map();

/** What moves while the pointer does: too short-lived for the session, never in the document. */
export const canvas = createStore<CanvasState>()(() => ({
  dragged: nothing,
  hoveredEdge: null,
  dropEdge: null,
  loosened: null,
  pointer: null,
}));
export const dropDragged = (): void => canvas.setState({ dragged: nothing });

/** The view, set by the canvas while it is there: how others reach it. */
export interface CanvasView {
  /** Point of the document in the middle of what is seen. */
  centre(): Point;
  fit(): void;
  /** Brings a node into sight if it is not. */
  reveal(node: string): void;
  zoomIn(): void;
  zoomOut(): void;
  /** Width over height of the visible part. */
  aspect(): number;
  focus(): void;
}
let current: CanvasView | null = null;
export const setCanvasView = (view: CanvasView | null): void => {
  current = view;
};
export const canvasView = (): CanvasView | null => current;
