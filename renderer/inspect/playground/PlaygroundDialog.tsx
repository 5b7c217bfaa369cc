import { useEffect, useMemo, useState } from 'react';
import { Pause, Play, Scale } from 'lucide-react';
import { optimizers } from '../../../shared/catalogue/index.ts';
import { openDialog } from '../../state/sessionStore.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogBody } from '../../ui/Dialog.tsx';
import { formatValue } from '../../ui/formatNumber.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { SelectInput } from '../../ui/SelectInput.tsx';
import { seriesColour } from '../../ui/seriesColour.ts';
import { surfaces, type Surface } from './surfaces.ts';
import { SurfaceWalks, type DrawnWalk } from './SurfaceWalks.tsx';
import { WalkerRow } from './WalkerRow.tsx';
import { comparison, optimizerOf, walkerTitle, type Walker } from './walkers.ts';
import { walkSurface, type Footprint } from './walkSurface.ts';

const steps = 150;
const first: readonly Walker[] = ['sgd', 'lectureMomentum', 'rmsprop', 'adam'].map((kind, id) => ({ id, kind, values: {} }));
const rates = [-4, 1] as const;
/** Colours after which lines are dashed. */
const colours = 8;

/** What became of a walk, in words. */
function outcome(walk: readonly Footprint[], step: number, { reach, minimum }: Surface): string {
  const print = walk[step];
  if (!print) return '';
  const { at, loss } = print;
  if (!at.every(Number.isFinite) || at.some((weight) => Math.abs(weight) > 4 * reach)) return 'thrown out: the rate is too large';
  return minimum ? at.map((weight) => weight.toFixed(2)).join(', ') : `loss ${formatValue(loss)}`;
}

/** Optimizers side by side on a loss of two weights, by the mathematics that training uses. */
export function PlaygroundDialog() {
  const [id, setId] = useState('bowl');
  const [walkers, setWalkers] = useState(first);
  const [open, setOpen] = useState<number | null>(null);
  const [exponent, setExponent] = useState(-1);
  const [step, setStep] = useState(0);
  const [playing, setPlaying] = useState(true);
  const surface = surfaces.find((own) => own.id === id) ?? surfaces[0];
  const rate = 10 ** exponent;
  const walks = useMemo(
    () =>
      surface
        ? walkers.map((walker): DrawnWalk => {
            const { optimizer, l2 } = optimizerOf(walker, rate);
            return {
              id: walker.id,
              title: walkerTitle(walker),
              colour: `var(${seriesColour(walker.id)})`,
              dashed: walker.id >= colours,
              walk: walkSurface(surface, optimizer, steps, l2),
            };
          })
        : [],
    [surface, walkers, rate],
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
  const walkBy = (next: readonly Walker[]): void => {
    setWalkers(next);
    restart();
  };
  /** The first colour that nobody has. */
  const free = (): number => {
    for (let own = 0; ; own++) if (walkers.every((walker) => walker.id !== own)) return own;
  };
  const over = step >= steps;
  if (!surface) return null;
  return (
    <Dialog title="Optimizer playground" onClose={() => openDialog(null)} className="w-[880px]">
      <DialogBody className="flex gap-4">
        <div className="min-w-0 shrink-0">
          <SurfaceWalks surface={surface} walks={walks} step={step} />
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
          <div className="max-h-[300px] min-h-0 overflow-y-auto">
            <ul className="m-0 flex list-none flex-col gap-px p-0" aria-label="Optimizers">
              {walkers.map((walker, at) => {
                const drawn = walks[at];
                return (
                  drawn && (
                    <WalkerRow
                      key={walker.id}
                      walker={walker}
                      drawn={drawn}
                      rate={rate}
                      words={outcome(drawn.walk, step, surface)}
                      open={open === walker.id}
                      onOpen={(shown) => setOpen(shown ? walker.id : null)}
                      onChange={(next) => walkBy(walkers.map((own) => (own === walker ? next : own)))}
                      onRemove={() => walkBy(walkers.filter((own) => own !== walker))}
                    />
                  )
                );
              })}
            </ul>
          </div>
          <div className="flex gap-2">
            <SelectInput
              aria-label="Add an optimizer"
              className="min-w-0 flex-1"
              value=""
              choices={[{ value: '', title: 'Add…' }, ...optimizers.map(({ kind, title }) => ({ value: kind, title }))]}
              onCommit={(kind) => {
                if (kind !== '') walkBy([...walkers, { id: free(), kind, values: {} }]);
              }}
            />
            <Button
              title={comparison.help}
              onClick={() => {
                setId(comparison.surface);
                setExponent(Math.log10(comparison.rate));
                setOpen(null);
                walkBy(comparison.walkers.map((walker, own) => ({ ...walker, id: own })));
              }}
            >
              <Scale /> {comparison.title}
            </Button>
          </div>
        </div>
      </DialogBody>
    </Dialog>
  );
}
