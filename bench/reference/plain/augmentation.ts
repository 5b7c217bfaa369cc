import * as tf from '@tensorflow/tfjs-core';
import { findBlock } from '../../../shared/catalogue/index.ts';
import type { Values } from '../../../shared/catalogue/params.ts';
import { parseValues } from '../../../shared/catalogue/parseValues.ts';
import { drawUniforms } from '../../../main/engine/eagerModel.ts';
import { composedOps } from '../../../main/engine/ops/composedOps.ts';
import type { PlainCase } from '../referenceCase.ts';
import { plainCase } from './plainCase.ts';
import { lowerings } from '../../../main/engine/lower/index.ts';

/* Another library draws other numbers: pictures are compared with plain loops over the same numbers. */
const [batch, height, width] = [3, 5, 6] as const;
const counter = { epoch: 1, step: 4 };
const draw = (stream: string, at: number): number => drawUniforms(7, stream, counter, [batch])[at] ?? Number.NaN;
const span = (stream: string, at: number, factor: number): number => factor * (2 * draw(stream, at) - 1);
const input = Float32Array.from({ length: batch * height * width }, (_, at) => Math.sin(at * 1.7) * 20 + 30);
const pixel = (at: number, row: number, column: number): number => input[(at * height + row) * width + column] ?? Number.NaN;

type Edge = (place: number, length: number) => number | null;
const edges: Readonly<Record<string, Edge>> = {
  nearest: (place, length) => Math.min(length - 1, Math.max(0, place)),
  wrap: (place, length) => ((place % length) + length) % length,
  reflect(place, length) {
    const both = ((place % (2 * length)) + 2 * length) % (2 * length);
    return both < length ? both : 2 * length - 1 - both;
  },
  constant: (place, length) => (place >= 0 && place < length ? place : null),
};

/** A pixel between the others. */
function between(at: number, row: number, column: number, edge: Edge): number {
  let sum = 0;
  for (const y of [Math.floor(row), Math.floor(row) + 1])
    for (const x of [Math.floor(column), Math.floor(column) + 1]) {
      const [seenY, seenX] = [edge(y, height), edge(x, width)];
      if (seenY !== null && seenX !== null) sum += (1 - Math.abs(row - y)) * (1 - Math.abs(column - x)) * pixel(at, seenY, seenX);
    }
  return sum;
}

const [middle, centre] = [(height - 1) / 2, (width - 1) / 2];
type Loop = (at: number, row: number, column: number, edge: Edge) => number;
const moved: Loop = (at, row, column, edge) =>
  between(at, row - span('down', at, 0.3 * height), column - span('right', at, 0.2 * width), edge);
const turned: Loop = (at, row, column, edge) => {
  const angle = 2 * Math.PI * span('turn', at, 0.4);
  const [y, x] = [row - middle, column - centre];
  return between(at, Math.cos(angle) * y + Math.sin(angle) * x + middle, Math.cos(angle) * x - Math.sin(angle) * y + centre, edge);
};
const zoomed: Loop = (at, row, column, edge) =>
  between(at, (row - middle) * (1 + span('high', at, 0.4)) + middle, (column - centre) * (1 + span('wide', at, 0.3)) + centre, edge);
const flipped: Loop = (at, row, column) =>
  pixel(at, draw('vertical', at) < 0.5 ? height - 1 - row : row, draw('horizontal', at) < 0.5 ? width - 1 - column : column);
const contrasted: Loop = (at, row, column) => {
  const mean = [...input.subarray(at * height * width, (at + 1) * height * width)].reduce((a, b) => a + b, 0) / (height * width);
  return Math.min(45, Math.max(5, (pixel(at, row, column) - mean) * (1 + span('contrast', at, 0.5)) + mean));
};
const lit: Loop = (at, row, column) => Math.min(45, Math.max(5, pixel(at, row, column) + span('light', at, 0.5 * 40)));

const cases: readonly (readonly [kind: string, values: Values, loop: Loop])[] = [
  ['randomTranslation', { heightFactor: 0.3, widthFactor: 0.2 }, moved],
  ['randomTranslation', { heightFactor: 0.3, widthFactor: 0.2, fillMode: 'constant' }, moved],
  ['randomTranslation', { heightFactor: 0.3, widthFactor: 0.2, fillMode: 'wrap' }, moved],
  ['randomRotation', { factor: 0.4 }, turned],
  ['randomRotation', { factor: 0.4, fillMode: 'nearest' }, turned],
  ['randomZoom', { heightFactor: 0.4, widthFactor: 0.3 }, zoomed],
  ['randomFlip', {}, flipped],
  ['randomContrast', { factor: 0.5, valueRange: [5, 45] }, contrasted],
  ['randomBrightness', { factor: 0.5, valueRange: [5, 45] }, lit],
];

/** What a block makes of the pictures; a training step draws, a prediction does not. */
function made(kind: string, values: Values, training: boolean): number[] {
  return tf.tidy(() => {
    const random = (stream: string, shape: readonly number[]): tf.Tensor => tf.tensor(drawUniforms(7, stream, counter, shape), [...shape]);
    const context = { training, ops: composedOps, random, update: () => {} };
    return [...(lowerings[kind]?.({ x: [tf.tensor(input, [batch, height, width, 1])] }, {}, values, context)['y']?.dataSync() ?? [])];
  });
}

/** Each picture changed as a plain loop changes it, and none changed when it predicts. */
export const augmentationCases = (): readonly PlainCase[] =>
  cases.map(([kind, given, loop]) =>
    plainCase('blocks', kind, `drawn ${JSON.stringify(given)}`, 'a plain loop over the same draws', async () => {
      const { values } = parseValues(findBlock(kind).params, given);
      const edge = edges[String(values['fillMode'] ?? 'reflect')];
      if (!edge) throw new Error('no such edge');
      const expected = Array.from(input, (_, place) =>
        loop(Math.floor(place / (height * width)), Math.floor(place / width) % height, place % width, edge),
      );
      await Promise.resolve();
      return { found: [...made(kind, values, true), ...made(kind, values, false)], expected: [...expected, ...input] };
    }),
  );
