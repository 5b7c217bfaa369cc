import { useMemo } from 'react';
import { useStore } from '@xyflow/react';
import { nodeSize } from '../state/editing/geometry.ts';
import type { FlowNode } from './BlockNode.tsx';

/** Every node lies in the visible part of the canvas: an overview would only cover them. */
export function useAllSeen(nodes: readonly FlowNode[]): boolean {
  const bounds = useMemo(() => {
    const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    for (const { position } of nodes) {
      box.left = Math.min(box.left, position.x);
      box.top = Math.min(box.top, position.y);
      box.right = Math.max(box.right, position.x + nodeSize.width);
      box.bottom = Math.max(box.bottom, position.y + nodeSize.height);
    }
    return box;
  }, [nodes]);
  return useStore(({ transform: [x, y, zoom], width, height }) => {
    if (nodes.length === 0 || width === 0) return true;
    return (
      bounds.left * zoom + x >= 0 && bounds.top * zoom + y >= 0 && bounds.right * zoom + x <= width && bounds.bottom * zoom + y <= height
    );
  });
}
