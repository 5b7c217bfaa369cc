import type { NetworkNode } from './network.ts';

/** An Output of a GAN: what the judge says of something, and what it should have said (`aim`), for the phase that learns by it. */
export const verdict = (name: string, from: string, aim: string, phase: string, at: readonly [number, number]): NetworkNode => ({
  kind: 'output',
  name,
  phase,
  values: { loss: { kind: 'nonSaturatingGan', values: { aim } }, metrics: [] },
  from: [from],
  at,
});
