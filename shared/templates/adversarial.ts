import type { Link, NetworkNode } from './network.ts';

interface Adversarial {
  /** The block that gives what is real. */
  readonly real: string;
  /** Chance numbers that the generator is given for each thing it makes. */
  readonly noise: number;
  readonly generator: readonly Link[];
  readonly judge: readonly Link[];
  /** What is made, in one word: samples of it are shown. */
  readonly made: string;
  /** Of the judge on the canvas. */
  readonly column: number;
}

/** The phases of a GAN, which take turns. */
export const adversarialPhases = ['judge', 'generator'].map((name) => ({ kind: 'phase', values: { name } }));

/** A generator and a judge against each other, behind what is real: each a group, the judge over what is real and over what is made. */
export function adversarial({ real, noise, generator, judge, made, column }: Adversarial): Readonly<Record<string, NetworkNode>> {
  return {
    real: { kind: 'graph', name: 'judge', phase: 'judge', inside: judge, from: [real], at: [column, 0] },
    'say-real': verdict('real', 'real', 'real', 'judge', [column + 1, 0]),
    noise: { kind: 'input', name: 'noise', values: { shape: [noise], fedBy: 'normal' }, at: [column - 2, 1] },
    made: { kind: 'graph', name: 'generator', phase: 'generator', inside: generator, from: ['noise'], at: [column - 1, 1] },
    // The judge once more, with the weights that it has above.
    fake: { kind: 'graph', name: 'judge', phase: 'judge', inside: 'real', shares: 'real', from: ['made'], at: [column, 1] },
    'say-generated': verdict('generated', 'fake', 'generated', 'judge', [column + 1, 1]),
    'say-fooled': verdict('fooled', 'fake', 'real', 'generator', [column + 1, 2]),
    samples: { kind: 'output', name: made, values: { use: 'show' }, from: ['made'], at: [column, 2] },
  };
}

/** What the judge says of something, and what it should have said (`aim`), for the phase that learns by it. */
const verdict = (name: string, from: string, aim: string, phase: string, at: readonly [number, number]): NetworkNode => ({
  kind: 'output',
  name,
  phase,
  values: { loss: { kind: 'nonSaturatingGan', values: { aim } }, metrics: [] },
  from: [from],
  at,
});
