import { deriveLengths } from '../../../shared/catalogue/deriveLengths.ts';
import { blocks } from '../../../shared/catalogue/index.ts';
import { numbersOf } from '../../../shared/catalogue/params.ts';
import { parseValues } from '../../../shared/catalogue/parseValues.ts';
import { floatSpec } from '../../../shared/catalogue/tensorSpec.ts';
import type { PlainCase } from '../referenceCase.ts';
import { plainCase } from './plainCase.ts';

interface Window {
  readonly length: number;
  readonly size: number;
  readonly stride: number;
  readonly dilation: number;
  readonly padding: string;
  readonly pads: number;
}

/** Lays the window down again and again, one stride further, and counts how often it fits. */
function count({ length, size, stride, dilation, padding, pads }: Window): number {
  // With zeros as they are needed, a window lies on every stride-th number.
  if (padding === 'same' || padding === 'causal') return Array.from({ length }, (_, at) => at).filter((at) => at % stride === 0).length;
  const reach = dilation * (size - 1);
  let fits = 0;
  for (let start = -pads; start + reach < length + pads; start += stride) fits++;
  return fits;
}

/** Sums up the places that each number is spread over: from the first to the last one that is reached. */
function spread(length: number, size: number, stride: number, dilation: number): number {
  const reached = new Set<number>();
  for (let at = 0; at < length; at++) for (let tap = 0; tap < size; tap++) reached.add(at * stride + tap * dilation);
  return Math.max(...reached) + 1;
}

/** The derivation that stands beside the field, for every case of a block with a window, beside windows that are counted. */
export const windowCases = (): readonly PlainCase[] =>
  blocks
    .filter(({ params }) => params['strides'] && (params['kernelSize'] ?? params['poolSize']))
    .map((block) =>
      plainCase('views', 'lengthPuzzle', block.kind, 'windows counted one by one', async () => {
        const [found, expected]: [number[], number[]] = [[], []];
        for (const test of block.cases) {
          const { values } = parseValues(block.params, test.values ?? {});
          const [shape = []] = Object.values(test.inputs)[0] ?? [];
          const derived = deriveLengths(block, { x: [floatSpec(shape)] }, values) ?? [];
          const lengths = values['dataFormat'] === 'channelsFirst' ? shape.slice(1) : shape.slice(0, -1);
          derived.forEach(({ length }, at) => {
            const of = (name: string, otherwise: number): number => numbersOf(values[name])[at] ?? otherwise;
            const [size, stride, dilation] = [
              of(block.params['kernelSize'] ? 'kernelSize' : 'poolSize', 1),
              of('strides', 1),
              of('dilationRate', 1),
            ];
            const own = lengths[at] ?? 0;
            const padding = String(values['padding']);
            const pads = padding === 'number' ? of('pads', 0) : 0;
            const transposed = block.params['outputPadding'] !== undefined;
            // What is cut off or added at the ends of a transposed one is a choice: where it is made, Keras is what it is compared with.
            if (transposed && (padding !== 'valid' || values['outputPadding'] !== null || stride > size)) return;
            found.push(length);
            expected.push(transposed ? spread(own, size, stride, dilation) : count({ length: own, size, stride, dilation, padding, pads }));
          });
        }
        await Promise.resolve();
        return { found, expected };
      }),
    );
