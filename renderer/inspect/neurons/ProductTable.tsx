import { findActivation } from '../../../shared/catalogue/index.ts';
import type { NeuronView } from '../../../shared/ipc/neuron.ts';
import { largestProducts } from '../../../shared/run/largestProducts.ts';
import { cx } from '../../ui/cx.ts';
import { formatExact, formatValue } from '../../ui/formatNumber.ts';

/** Products that stand by themselves. */
const listed = 12;

const number = (value: number): string => formatValue(value).replace('-', '−');

/** What a unit adds up for an example, the largest products first; the bias, the sum, and what the activation makes of it. */
export function ProductTable({ view }: { readonly view: NeuronView }) {
  const { bias, sum, output, layer, picture } = view;
  const { largest, more, rest } = largestProducts(view.inputs, view.weights, listed);
  const longest = Math.max(...[...largest.map(({ product }) => product), rest, bias ?? 0].map(Math.abs)) || 1;
  const nameOf = (at: number): string => (picture ? pixelName(at, picture) : `x ${formatExact(at)}`);
  const title = findActivation(layer.activation.kind).title;
  return (
    <table className="w-full border-collapse text-xs tabular-nums" aria-label="What the unit adds up" data-selectable>
      <thead>
        <tr className="text-right text-muted [&>th]:px-1.5 [&>th]:pb-1 [&>th]:font-medium">
          <th className="text-left">Input</th>
          <th>x</th>
          <th>w</th>
          <th className="w-32 text-center!">w x</th>
          <th>w x</th>
        </tr>
      </thead>
      <tbody>
        {largest.map(({ at, input, weight, product }) => (
          <Line key={at} name={nameOf(at)} cells={[input, weight]} value={product} share={product / longest} />
        ))}
        {more > 0 && <Line name={`and ${formatExact(more)} more`} cells={[]} value={rest} share={rest / longest} />}
        {bias !== null && <Line name="Bias b" cells={[]} value={bias} share={bias / longest} />}
      </tbody>
      <tfoot className="border-t border-edge-strong font-semibold">
        <Line name={bias === null ? 'z = Σ w x' : 'z = Σ w x + b'} cells={[]} value={sum} share={null} />
        <Line name={`a = ${title}(z)`} cells={[]} value={output} share={null} />
      </tfoot>
    </table>
  );
}

/** Where a number of a picture lies. */
function pixelName(at: number, [, width, channels]: readonly [number, number, number]): string {
  const pixel = Math.floor(at / channels);
  const colour = channels === 3 ? `, ${['red', 'green', 'blue'][at % 3] ?? ''}` : '';
  return `row ${Math.floor(pixel / width)}, column ${pixel % width}${colour}`;
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
      <th scope="row" className="max-w-40 truncate pl-1.5 text-left font-[inherit]">
        {name}
      </th>
      <td>{input === undefined ? '' : number(input)}</td>
      <td>{weight === undefined ? '' : number(weight)}</td>
      <td>{share !== null && <Bar share={share} />}</td>
      <td title={formatExact(value)}>{number(value)}</td>
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
