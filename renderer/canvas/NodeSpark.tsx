import { useStore } from 'zustand';
import { groupTurns, isGroup } from '../../shared/graph/groups.ts';
import { layerCourses } from '../state/layerCourses.ts';
import { useDocument } from '../state/studio.ts';
import { formatExact, formatValue } from '../ui/formatNumber.ts';
import { Tooltip } from '../ui/Tooltip.tsx';

/** Of the line, and of the dot that a first epoch is. */
const [line, dot] = [44, 8];
const [height, edge] = [14, 2];
/** A scale spans a factor of 10 at least: small differences are none. */
const least = 10;

/** The gradient norm of a block over the epochs of the current run, as a small line; all blocks have one logarithmic scale. Nothing where none was watched. */
export function NodeSpark({ graph, node }: { readonly graph: string; readonly node: string }) {
  const norms = useStore(layerCourses, ({ of }) => of[`${graph}/${node}`]);
  const range = useStore(layerCourses, (state) => state.range);
  const copies = useDocument(({ open }) => {
    const own = open?.document.graphs[graph]?.nodes[node];
    return own && isGroup(own) ? groupTurns(own) : 1;
  });
  if (!norms || norms.length === 0) return null;
  const width = norms.length > 1 ? line : dot;
  const [low, high] = range;
  const middle = Math.sqrt(low * high);
  const span = Math.max(Math.log(high / low), Math.log(least)) / 2;
  const y = (norm: number): number =>
    edge + (height - 2 * edge) * (norm > 0 ? Math.min(1, Math.max(0, 0.5 - Math.log(norm / middle) / (2 * span))) : 1);
  const x = (at: number): number => edge + ((width - 2 * edge) * at) / Math.max(1, norms.length - 1);
  const every = Math.max(1, Math.ceil(norms.length / width));
  const shown = norms.map((norm, at) => [at, norm] as const).filter(([at]) => at % every === 0 || at === norms.length - 1);
  const last = norms.at(-1) ?? 0;
  const words = `Gradient norm ${formatValue(last)}${copies > 1 ? ` of all ${formatExact(copies)} copies together` : ''} after epoch ${norms.length}${norms.length > 1 ? `, ${formatValue(norms[0] ?? 0)} after the first` : ''}. All blocks have one scale, ${formatValue(low)} to ${formatValue(high)}, by factors.`;
  return (
    <Tooltip text={words} side="top">
      <svg role="img" aria-label={words} width={width} height={height} className="shrink-0 self-center overflow-visible">
        {shown.length > 1 && (
          <polyline
            points={shown.map(([at, norm]) => `${x(at).toFixed(1)},${y(norm).toFixed(1)}`).join(' ')}
            className="fill-none stroke-accent"
            strokeWidth={1.25}
            strokeLinejoin="round"
          />
        )}
        <circle cx={x(norms.length - 1)} cy={y(last)} r={1.75} className="fill-accent" />
      </svg>
    </Tooltip>
  );
}
