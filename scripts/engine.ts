import { prepareTensorflow } from '../main/engine/tensorflow/prepare.ts';
import { progressLine } from './lib/progressLine.mjs';

/** `npm run engine`: makes TensorFlow ready, lets it be loaded, and says so, or says what stands in the way (exit code 1). */
const line = progressLine(process.stderr);
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
process.once('SIGTERM', () => stop.abort());

const prepared = await prepareTensorflow({
  signal: stop.signal,
  prove: true,
  onProgress: ({ step, fraction, detail }) => line.show(`Preparing TensorFlow: ${step}`, fraction, detail),
});
line.end();
console.log(prepared.available ? `TensorFlow is ready: ${prepared.binding}` : `TensorFlow is not available: ${prepared.reason}`);
process.exitCode = stop.signal.aborted ? 130 : Number(!prepared.available);
