import { useEffect, useMemo, useState } from 'react';
import { Pause, Play } from 'lucide-react';
import { optimizers } from '../../shared/catalogue/index.ts';
import { defaultValues } from '../../shared/catalogue/parseValues.ts';
import { openDialog } from '../state/sessionStore.ts';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Dialog, DialogBody } from '../ui/Dialog.tsx';
import { formatValue } from '../ui/formatNumber.ts';
import { Segmented } from '../ui/Segmented.tsx';
import { seriesColour } from '../ui/seriesColour.ts';
import { Tooltip } from '../ui/Tooltip.tsx';
import { contours } from './contours.ts';
import { surfaces, type Surface } from './surfaces.ts';
import { walkSurface, type Footprint } from './walkSurface.ts';

const size = 420;
const steps = 150;
const first = ['sgd', 'lectureMomentum', 'rmsprop', 'adam'];
const rates = [-4, 1] as const;

/** What became of a walk, in words. */
function outcome(walk: readonly Footprint[], step: number, reach: number): string {
  const print = walk[step];
  if (!print) return '';
  const { at, loss } = print;
  if (!at.every(Number.isFinite) || at.some((weight) => Math.abs(weight) > 4 * reach)) return 'thrown out: the rate is too large';
  return `loss ${formatValue(loss)}`;
}

/** Points of a walk up to a step, as far as they can be drawn. */
function points(walk: readonly Footprint[], step: number, { reach }: Surface): readonly (readonly [number, number])[] {
  const place = (value: number): number => ((value + reach) / (2 * reach)) * size;
  const shown: (readonly [number, number])[] = [];
  for (const {
    at: [x, y],
  } of walk.slice(0, step + 1)) {
    if (!Number.isFinite(x) || !Number.isFinite(y) || Math.max(Math.abs(x), Math.abs(y)) > 20 * reach) break;
    shown.push([place(x), size - place(y)]);
  }
  return shown;
}

/** Optimizers side by side on a loss of two weights, by the mathematics that training uses. */
export function PlaygroundDialog() {
  const [id, setId] = useState('bowl');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(first));
  const [exponent, setExponent] = useState(-1);
  const [step, setStep] = useState(0);
  const [playing, setPlaying] = useState(true);
  const surface = surfaces.find((own) => own.id === id) ?? surfaces[0];
  const rate = 10 ** exponent;
  const lines = useMemo(() => (surface ? contours(surface, size, 14) : []), [surface]);
  const walks = useMemo(
    () =>
      surface
        ? optimizers.flatMap(({ kind, title, params, summary }, at) =>
            chosen.has(kind)
              ? [
                  {
                    kind,
                    title,
                    summary,
                    at,
                    walk: walkSurface(surface, { kind, values: { ...defaultValues(params), learningRate: rate } }, steps),
                  },
                ]
              : [],
          )
        : [],
    [surface, chosen, rate],
  );
  useEffect(() => {
    if (!playing) return;
    let frame = requestAnimationFrame(function advance() {
      setStep((now) => Math.min(steps, now + 1));
      frame = requestAnimationFrame(advance);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing]);
  const restart = (): void => {
    setStep(0);
    setPlaying(true);
  };
  const over = step >= steps;
  if (!surface) return null;
  return (
    <Dialog title="Optimizer playground" onClose={() => openDialog(null)} className="w-[800px]">
      <DialogBody className="flex gap-4">
        <div className="min-w-0 shrink-0">
          <svg
            viewBox={`0 0 ${size} ${size}`}
            className="block size-[420px] rounded-sm border border-edge bg-sunken"
            role="img"
            aria-label={`${surface.title}: lines of equal loss, and ${walks.map(({ title }) => title).join(', ')} after ${step} steps`}
          >
            {lines.map((line, at) => (
              <path key={at} d={line} className="fill-none stroke-edge-strong" strokeWidth={0.8} opacity={0.9 - at * 0.03} />
            ))}
            {walks.map(({ kind, at, walk }) => {
              const own = points(walk, step, surface);
              const last = own.at(-1);
              const colour = `var(${seriesColour(at)})`;
              return (
                <g key={kind}>
                  <polyline
                    points={own.map((point) => point.join(',')).join(' ')}
                    fill="none"
                    stroke={colour}
                    strokeWidth={1.75}
                    strokeLinejoin="round"
                    strokeDasharray={at < 8 ? undefined : '5 3'}
                  />
                  {last && <circle cx={last[0]} cy={last[1]} r={4.5} fill={colour} stroke="var(--surface-raised)" strokeWidth={1.5} />}
                </g>
              );
            })}
          </svg>
          <div className="mt-2 flex items-center gap-2">
            <Button
              onClick={() => {
                if (over) restart();
                else setPlaying(!playing);
              }}
            >
              {playing && !over ? <Pause /> : <Play />} {playing && !over ? 'Pause' : over ? 'Again' : 'Play'}
            </Button>
            <input
              type="range"
              className="slider min-w-0 flex-1"
              aria-label="Step"
              min={0}
              max={steps}
              value={step}
              onChange={(event) => {
                setPlaying(false);
                setStep(Number(event.target.value));
              }}
            />
            <span className="w-20 shrink-0 text-right text-xs text-muted tabular-nums">step {step}</span>
          </div>
        </div>
        <div className="flex min-w-0 flex-1 flex-col gap-3">
          <Segmented
            label="Surface"
            value={id}
            choices={surfaces.map((own) => ({ value: own.id, title: own.title }))}
            onChange={(next) => {
              setId(next);
              restart();
            }}
          />
          <p className="m-0 text-xs text-muted">{surface.text}</p>
          <div className="text-xs text-muted">
            <span className="flex justify-between">
              <span>Learning rate of all</span>
              <span className="tabular-nums">
                {formatValue(Number(rate.toPrecision(2)))}
                {rate > 6 * surface.rate ? ' · large' : rate < surface.rate / 20 ? ' · small' : ''}
              </span>
            </span>
            <input
              type="range"
              className="slider w-full"
              aria-label="Learning rate of all, a power of ten"
              min={rates[0]}
              max={rates[1]}
              step={0.05}
              value={exponent}
              onChange={(event) => {
                setExponent(Number(event.target.value));
                restart();
              }}
            />
          </div>
          <ul className="m-0 flex list-none flex-col gap-px p-0" aria-label="Optimizers">
            {optimizers.map(({ kind, title, summary }, at) => {
              const own = walks.find((walked) => walked.kind === kind);
              return (
                <li key={kind}>
                  <Tooltip side="left" text={summary}>
                    <label className="flex h-6.5 cursor-default items-center gap-2 rounded-sm px-1 text-sm hover:bg-hover">
                      <input
                        type="checkbox"
                        checked={own !== undefined}
                        onChange={(event) => {
                          const next = new Set(chosen);
                          if (event.target.checked) next.add(kind);
                          else next.delete(kind);
                          setChosen(next);
                          restart();
                        }}
                      />
                      <span
                        className={cx('size-2.5 shrink-0 rounded-full', own ? '' : 'opacity-25')}
                        style={{ background: `var(${seriesColour(at)})` }}
                      />
                      <span className={cx('min-w-0 flex-1 truncate', own ? '' : 'text-muted')}>{title}</span>
                      {own && <span className="shrink-0 text-xs text-muted tabular-nums">{outcome(own.walk, step, surface.reach)}</span>}
                    </label>
                  </Tooltip>
                </li>
              );
            })}
          </ul>
        </div>
      </DialogBody>
    </Dialog>
  );
}
