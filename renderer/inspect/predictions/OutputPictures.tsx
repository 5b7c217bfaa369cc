import { useEffect, useRef } from 'react';
import type { Predictions } from '../../../shared/ipc/predictions.ts';
import { formatValue } from '../../ui/formatNumber.ts';
import { greyPixels } from '../neurons/pixels.ts';

type Shape = readonly [height: number, width: number, channels: number];

interface OutputPicturesProps {
  readonly output: Predictions['examples'][number]['outputs'][number];
  readonly picture: Shape;
}

/** Outputs that are the pixels of a picture: without dropout, the mean of the passes, and how far each pixel spreads. */
export function OutputPictures({ output: { plain, mean, deviation }, picture }: OutputPicturesProps) {
  return (
    <div>
      <div className="grid grid-cols-3 gap-2 text-center text-xs text-muted">
        <Picture title={mean.length > 0 ? 'Without dropout' : 'Output'} numbers={plain} shape={picture} />
        {mean.length > 0 && <Picture title="Mean of the passes" numbers={mean} shape={picture} />}
        {mean.length > 0 && <Picture title="Deviation" numbers={deviation} shape={picture} />}
      </div>
      {mean.length > 0 && (
        <p className="m-0 mt-1 text-xs text-muted">
          White in the last: a standard deviation of {formatValue(Math.max(0, ...deviation))}; the brighter a pixel, the less sure the
          model.
        </p>
      )}
    </div>
  );
}

function Picture({ title, numbers, shape }: { readonly title: string; readonly numbers: readonly number[]; readonly shape: Shape }) {
  const ref = useRef<HTMLCanvasElement>(null);
  const [height, width] = shape;
  useEffect(() => {
    ref.current?.getContext('2d')?.putImageData(new ImageData(greyPixels(numbers, shape), width, height), 0, 0);
  }, [numbers, shape, width, height]);
  return (
    <figure className="m-0">
      <canvas ref={ref} width={width} height={height} role="img" aria-label={title} className="w-full [image-rendering:pixelated]" />
      <figcaption>{title}</figcaption>
    </figure>
  );
}
