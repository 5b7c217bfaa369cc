import { useEffect, useRef } from 'react';
import type { RunSamples } from '../../shared/ipc/rows.ts';
import { formatValue } from '../ui/formatNumber.ts';
import { SampleCaption } from './SampleCaption.tsx';
import { grey, pictureShape, spanOf } from './samplePixels.ts';

type Output = RunSamples['outputs'][number];

/** What a model gives now at an Output that is shown: points over those of the data, pictures in a grid, other numbers in rows. */
export function SamplesFigure({ output, samples: { epoch, step } }: { readonly output: Output; readonly samples: RunSamples }) {
  const { name, shape } = output;
  const flat = shape.length === 1 && shape[0] === 2;
  const picture = pictureShape(shape);
  return (
    <figure aria-label={`${name} samples`} className="m-0 flex min-h-0 min-w-0 flex-col">
      <SampleCaption title={name} epoch={epoch} step={step}>
        {flat && output.real && (
          <span className="ml-auto flex items-center gap-2 text-muted">
            <Dot className="bg-faint" /> data <Dot className="bg-accent" /> generated
          </span>
        )}
      </SampleCaption>
      {flat ? <Points output={output} /> : picture ? <Pictures output={output} picture={picture} /> : <Rows output={output} />}
    </figure>
  );
}

const Dot = ({ className }: { readonly className: string }) => <span className={`inline-block size-2 rounded-full ${className}`} />;

const side = 200;

function Points({ output: { numbers, real, name } }: { readonly output: Output }) {
  // The data decides what is seen; points far outside lie at the edge.
  const [low, high] = spanOf(real ?? numbers);
  const margin = (high - low || 1) * 0.15;
  const place = (value: number): number => Math.min(side, Math.max(0, ((value - low + margin) / (high - low + 2 * margin || 1)) * side));
  const dots = (list: readonly number[], className: string, radius: number) =>
    Array.from({ length: Math.floor(list.length / 2) }, (_, at) => (
      <circle key={at} cx={place(list[2 * at] ?? 0)} cy={side - place(list[2 * at + 1] ?? 0)} r={radius} className={className} />
    ));
  return (
    <svg
      viewBox={`-3 -3 ${side + 6} ${side + 6}`}
      role="img"
      aria-label={`${name}: generated points over those of the data`}
      className="min-h-0 flex-1"
    >
      <rect x={0} y={0} width={side} height={side} className="fill-sunken stroke-edge" />
      {real && dots(real, 'fill-faint opacity-50', 1.6)}
      {dots(numbers, 'fill-accent', 1.4)}
    </svg>
  );
}

function Pictures({
  output,
  picture: [height, width, channels],
}: {
  readonly output: Output;
  readonly picture: readonly [height: number, width: number, channels: number];
}) {
  const ref = useRef<HTMLCanvasElement>(null);
  const { numbers, name } = output;
  const size = height * width * channels;
  const count = Math.floor(numbers.length / size);
  // Wider than high, as the place for it is.
  const columns = Math.min(count, 10);
  const rows = Math.ceil(count / Math.max(1, columns));
  const [wide, high] = [columns * (width + 1) + 1, rows * (height + 1) + 1];
  useEffect(() => {
    const context = ref.current?.getContext('2d');
    if (!context || count === 0) return;
    const shade = grey(numbers);
    const image = context.createImageData(wide, high);
    for (let at = 0; at < count; at += 1) {
      const [left, top] = [1 + (at % columns) * (width + 1), 1 + Math.floor(at / columns) * (height + 1)];
      for (let y = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1) {
          const from = at * size + (y * width + x) * channels;
          const to = 4 * ((top + y) * wide + left + x);
          for (let channel = 0; channel < 3; channel += 1)
            image.data[to + channel] = shade(numbers[from + (channels >= 3 ? channel : 0)] ?? 0);
          image.data[to + 3] = 255;
        }
      }
    }
    context.putImageData(image, 0, 0);
  }, [numbers, count, columns, wide, high, height, width, channels, size]);
  return (
    <canvas
      ref={ref}
      width={Math.max(1, wide)}
      height={Math.max(1, high)}
      role="img"
      aria-label={`${name}: ${count} pictures`}
      className="min-h-0 w-full flex-1 object-contain [image-rendering:pixelated]"
    />
  );
}

function Rows({ output: { numbers, shape } }: { readonly output: Output }) {
  const width = shape.reduce((a, b) => a * b, 1);
  return (
    <ul className="m-0 min-h-0 flex-1 list-none overflow-auto p-0 px-1 text-xs tabular-nums" data-selectable>
      {Array.from({ length: Math.min(20, Math.floor(numbers.length / width)) }, (_, at) => (
        <li key={at} className="truncate">
          {numbers
            .slice(at * width, at * width + Math.min(width, 12))
            .map(formatValue)
            .join('  ')}
        </li>
      ))}
    </ul>
  );
}
