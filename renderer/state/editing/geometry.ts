import { findBlock, hasBlock } from '../../../shared/catalogue/index.ts';

/** Every node has this size (canvas units): nothing has to be measured, and rows and columns line up. */
export const nodeSize = { width: 200, height: 76 } as const;
/** Room between nodes when one is added or the graph is laid out. */
export const nodeGap = { along: 48, across: 32 } as const;
export const gridStep = 4;

/** Which way the graph is read. */
export type Direction = 'right' | 'down';

export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface PortPlace {
  readonly id: string;
  readonly type: 'source' | 'target';
  readonly side: 'left' | 'right' | 'top' | 'bottom';
  /** Centre, from the node's upper left corner. */
  readonly x: number;
  readonly y: number;
}

/** Where the ports of a block lie on its node: inputs at the left (top), outputs at the right (bottom), evenly spread. */
export function portPlaces(kind: string, direction: Direction): readonly PortPlace[] {
  if (!hasBlock(kind)) return [];
  const { inputs, outputs } = findBlock(kind);
  const spread = (names: readonly { readonly name: string }[], type: 'source' | 'target'): PortPlace[] =>
    names.map(({ name }, at) => {
      const share = (at + 1) / (names.length + 1);
      return direction === 'right'
        ? {
            id: name,
            type,
            side: type === 'target' ? 'left' : 'right',
            x: type === 'target' ? 0 : nodeSize.width,
            y: share * nodeSize.height,
          }
        : {
            id: name,
            type,
            side: type === 'target' ? 'top' : 'bottom',
            x: share * nodeSize.width,
            y: type === 'target' ? 0 : nodeSize.height,
          };
    });
  return [...spread(inputs, 'target'), ...spread(outputs, 'source')];
}

const overlaps = (a: Point, b: Point): boolean => Math.abs(a.x - b.x) < nodeSize.width + 8 && Math.abs(a.y - b.y) < nodeSize.height + 8;

/** The wanted place, or the nearest one beside it (down first, or right when the graph is read downwards) that no node covers. */
export function freePlace(wanted: Point, taken: readonly Point[], direction: Direction): Point {
  const step = direction === 'right' ? { x: 0, y: nodeSize.height + nodeGap.across } : { x: nodeSize.width + nodeGap.across, y: 0 };
  let place = wanted;
  while (taken.some((other) => overlaps(other, place))) place = { x: place.x + step.x, y: place.y + step.y };
  return { x: snap(place.x), y: snap(place.y) };
}

export const snap = (value: number): number => Math.round(value / gridStep) * gridStep;
