import { findActivation } from '../../../shared/catalogue/index.ts';
import type { NeuronView } from '../../../shared/ipc/neuron.ts';
import { largestProducts } from '../../../shared/run/largestProducts.ts';
import { cx } from '../../ui/cx.ts';
import { formatExact, formatSigned } from '../../ui/formatNumber.ts';
import { inputName } from './inputName.ts';

/** Products that stand by themselves. */
const listed = 12;

/** What a unit adds up for an example, the largest products first; the bias, the sum, and what the activation makes of it. */
export function ProductTable({ view }: { readonly view: NeuronView }) {
  const { bias, sum, output, layer, picture } = view;
  const { largest, more, rest } = largestProducts(view.inputs, view.weights, listed);
  const longest = Math.max(...[...largest.map(({ product }) => product), bias ?? 0].map(Math.abs)) || 1;
  const title = findActivation(layer.activation.kind).title;
  return (
    <table className="w-full border-collapse text-xs tabular-nums" aria-label="What the unit adds up" data-selectable>
      <thead>
        <tr className="text-right text-muted [&>th]:px-1.5 [&>th]:pb-1 [&>th]:font-medium">
          <th className="text-left">Input</th>
          <th>x</th>
          <th>w</th>
          <th colSpan={2}>Product w x</th>
        </tr>
      </thead>
      <tbody>
        {largest.map(({ at, input, weight, product }) => (
          <Line key={at} name={inputName(at, picture)} cells={[input, weight]} value={product} share={product / longest} />
        ))}
        {more > 0 && <Line name={`and ${formatExact(more)} more`} cells={[]} value={rest} share={null} />}
        {bias !== null && <Line name="Bias b" cells={[]} value={bias} share={bias / longest} />}
      </tbody>
      <tfoot className="border-t border-edge-strong font-semibold">
        <Line name={bias === null ? 'z = Σ w x' : 'z = Σ w x + b'} cells={[]} value={sum} share={null} />
        <Line name={`a = ${title}(z)`} cells={[]} value={output} share={null} />
      </tfoot>
    </table>
  );
}

interface LineProps {
  readonly name: string;
  /** Input and weight, where there is one of each. */
  readonly cells: readonly number[];
  readonly value: number;
  /** Length of the bar, -1 to 1; null = none is drawn. */
  readonly share: number | null;
}

function Line({ name, cells, value, share }: LineProps) {
  const [input, weight] = cells;
  return (
    <tr className="h-6 text-right [&>td]:px-1.5">
      <th scope="row" className="max-w-40 truncate pl-1.5 text-left [font-weight:inherit]">
        {name}
      </th>
      <td>{input === undefined ? '' : formatSigned(input)}</td>
      <td>{weight === undefined ? '' : formatSigned(weight)}</td>
      <td className="w-36">{share !== null && <Bar share={share} />}</td>
      <td title={formatExact(value)}>{formatSigned(value)}</td>
    </tr>
  );
}

/** To the right of the middle what is positive, to the left what is negative. */
function Bar({ share }: { readonly share: number }) {
  const length = Math.min(1, Math.abs(share)) * 50;
  return (
    <span className="relative block h-3 w-full">
      <span className="absolute inset-y-0 left-1/2 w-px bg-edge-strong" />
      <span
        className={cx('absolute inset-y-0.5 rounded-[1px]', share < 0 ? 'bg-[var(--run-2)]' : 'bg-[var(--run-1)]')}
        style={{ left: `${share < 0 ? 50 - length : 50}%`, width: `${length}%` }}
      />
    </span>
  );
}
