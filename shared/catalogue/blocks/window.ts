import { choice } from '../params.ts';
import { known, SpecProblem } from '../block.ts';

/** 'valid' uses only whole windows; 'same' pads so that stride 1 keeps the size. */
export const padding = choice(['valid', 'same'], {
  default: 'valid',
  help: "'valid' uses only windows that lie wholly on the input; 'same' pads with zeros so that stride 1 keeps the size.",
});

interface Window {
  /** What slides: `kernel` or `pool`, for the message. */
  readonly what: 'kernel' | 'pool';
  readonly size: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: 'valid' | 'same';
  readonly dilation?: readonly [number, number];
}

/**
 * Height and width after sliding a window: floor((n - d (k - 1) - 1) / s) + 1 for 'valid', ceil(n / s) for 'same'
 * (Keras, `compute_conv_output_shape`).
 */
export function slide(input: readonly (number | null)[], window: Window): [number, number] {
  const height = known(input[0], 'the height of the image');
  const width = known(input[1], 'the width of the image');
  const dilation = window.dilation ?? [1, 1];
  if (window.padding === 'same') return [Math.ceil(height / window.strides[0]), Math.ceil(width / window.strides[1])];
  const reach = [dilation[0] * (window.size[0] - 1) + 1, dilation[1] * (window.size[1] - 1) + 1] as const;
  if (reach[0] > height || reach[1] > width) {
    const dilated = reach[0] === window.size[0] && reach[1] === window.size[1] ? '' : ` (${reach[0]}x${reach[1]} with its dilation)`;
    throw new SpecProblem(
      `${window.what} ${window.size[0]}x${window.size[1]}${dilated} is larger than the ${height}x${width} input: use padding 'same' or a smaller ${window.what}`,
      window.what === 'kernel' ? 'kernelSize' : 'poolSize',
    );
  }
  return [Math.floor((height - reach[0]) / window.strides[0]) + 1, Math.floor((width - reach[1]) / window.strides[1]) + 1];
}
