import { useEffect, useRef } from 'react';
import type { NeuronView } from '../../../shared/ipc/neuron.ts';
import { formatValue } from '../../ui/formatNumber.ts';
import { greyPixels, signedPixels } from './pixels.ts';

type Shape = readonly [height: number, width: number, channels: number];

/** The weights of a unit that looks at a picture, as a picture; beside them the example, and their products. */
export function WeightPictures({ view: { inputs, weights }, picture }: { readonly view: NeuronView; readonly picture: Shape }) {
  const products = inputs.map((input, at) => input * (weights[at] ?? 0));
  const largest = (numbers: readonly number[]): string => formatValue(numbers.reduce((most, value) => Math.max(most, Math.abs(value)), 0));
  return (
    <div>
      <div className="grid grid-cols-3 gap-2 text-center text-xs text-muted">
        <Picture title="Example x" shape={picture} pixels={greyPixels(inputs, picture)} />
        <Picture title="Weights w" shape={picture} pixels={signedPixels(weights, picture)} />
        <Picture title="Products w x" shape={picture} pixels={signedPixels(products, picture)} />
      </div>
      <p className="m-0 mt-1 text-xs text-muted">
        <span style={{ color: 'var(--run-1)' }}>Blue</span> raises the sum, <span style={{ color: 'var(--run-2)' }}>orange</span> lowers it.
        In full colour: w ±{largest(weights)}, w x ±{largest(products)}.{picture[2] > 1 ? ' Colours of a pixel are added up.' : ''}
      </p>
    </div>
  );
}

function Picture({
  title,
  shape: [height, width],
  pixels,
}: {
  readonly title: string;
  readonly shape: Shape;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    ref.current?.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  }, [pixels, width, height]);
  return (
    <figure className="m-0 min-w-0">
      <canvas
        ref={ref}
        width={width}
        height={height}
        role="img"
        aria-label={title}
        className="block w-full rounded-sm border border-edge bg-raised [image-rendering:pixelated]"
      />
      <figcaption className="truncate" title={title}>
        {title}
      </figcaption>
    </figure>
  );
}
