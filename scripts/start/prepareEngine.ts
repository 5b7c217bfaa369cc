import { prepareTensorflow } from '../../main/engine/tensorflow/prepare.ts';
import type { ProgressLine } from '../lib/progressLine.mjs';

/** Makes TensorFlow ready, with progress on one line; returns null, or the reason why it is not available. */
export async function prepareEngine(line: ProgressLine, signal: AbortSignal): Promise<string | null> {
  const prepared = await prepareTensorflow({
    signal,
    onProgress: ({ step, fraction, detail }) => line.show(`Preparing TensorFlow: ${step}`, fraction, detail),
  });
  return prepared.available ? null : prepared.reason;
}
