import type { NeuronView } from '../../../shared/ipc/neuron.ts';
import { cx } from '../../ui/cx.ts';
import { formatSigned } from '../../ui/formatNumber.ts';

/** Units up to which each has a bar. */
const most = 128;

/** What all units of the layer give for the example; a click goes to one. */
export function UnitBars({ view: { outputs, unit }, onUnit }: { readonly view: NeuronView; readonly onUnit: (unit: number) => void }) {
  if (outputs.length > most || outputs.length < 2) return null;
  const [low, high] = [Math.min(0, ...outputs), Math.max(0, ...outputs)];
  const range = high - low || 1;
  return (
    <div>
      <h3 className="m-0 mb-1 text-xs font-medium text-muted">
        All units, {formatSigned(low)} to {formatSigned(high)}
      </h3>
      <div className="flex h-14 gap-px rounded-sm border border-edge bg-sunken p-px" role="group" aria-label="All units">
        {outputs.map((output, at) => (
          <button
            key={at}
            type="button"
            tabIndex={-1}
            aria-label={`Unit ${at}: ${formatSigned(output)}`}
            aria-pressed={at === unit}
            title={`Unit ${at}: ${formatSigned(output)}`}
            onClick={() => onUnit(at)}
            className="relative min-w-0 flex-1 hover:bg-hover aria-pressed:bg-accent-soft"
          >
            <span
              className={cx('absolute inset-x-0', at === unit ? 'bg-accent' : 'bg-faint')}
              style={{
                bottom: `${((Math.min(0, output) - low) / range) * 100}%`,
                height: `max(1px, ${(Math.abs(output) / range) * 100}%)`,
              }}
            />
          </button>
        ))}
      </div>
    </div>
  );
}
