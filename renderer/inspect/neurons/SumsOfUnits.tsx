import type { NeuronView } from '../../../shared/ipc/neuron.ts';
import { cx } from '../../ui/cx.ts';
import { formatSigned } from '../../ui/formatNumber.ts';

/** Units that are listed: those of the largest sums. */
const listed = 12;

/** The sums that an activation such as softmax sets against one another, the largest first, and what it makes of each. */
export function SumsOfUnits({ view: { sums, outputs, unit } }: { readonly view: NeuronView }) {
  const rows = sums.map((sum, at) => ({ at, sum, output: outputs[at] ?? 0 })).toSorted((a, b) => b.sum - a.sum || a.at - b.at);
  const more = rows.length - listed;
  return (
    <table className="w-full border-collapse text-xs tabular-nums" aria-label="The sums of all units" data-selectable>
      <thead>
        <tr className="text-right text-muted [&>th]:px-1.5 [&>th]:font-medium">
          <th className="text-left">Unit</th>
          <th>z</th>
          <th>a</th>
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, listed).map(({ at, sum, output }) => (
          <tr key={at} className={cx('h-5 text-right [&>td]:px-1.5', at === unit && 'bg-accent-soft')}>
            <th scope="row" className="px-1.5 text-left font-normal">
              {at}
            </th>
            <td>{formatSigned(sum)}</td>
            <td>{formatSigned(output)}</td>
          </tr>
        ))}
      </tbody>
      {more > 0 && <caption className="caption-bottom text-left text-faint">and {more} more of smaller sums</caption>}
    </table>
  );
}
