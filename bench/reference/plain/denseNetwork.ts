import type { State } from '../../../main/engine/engine.ts';
import type { PlanLayer } from '../../../shared/plan/trainPlan.ts';

type Row = readonly number[];
export interface PlainDense {
  readonly id: string;
  /** From input to unit. */
  readonly kernel: number[][];
  readonly bias: number[];
  readonly tanh: boolean;
}
/** An example; `masks`, by the place of a layer, is what the numbers that it is given are multiplied with: 0 where one is dropped. */
export interface PlainExample {
  readonly x: Row;
  readonly y: Row;
  readonly masks?: readonly (Row | null)[];
}
export interface DenseGradient {
  readonly kernel: number[][];
  readonly bias: number[];
}

/** Dense layers one after another, with tanh or nothing behind each, in plain numbers of double precision: forth, and back by the chain rule. */
export class DenseNetwork {
  readonly layers: readonly PlainDense[];

  constructor(plan: { readonly layers: readonly Pick<PlanLayer, 'layerId' | 'kind' | 'values'>[] }, state: State) {
    this.layers = plan.layers
      .filter(({ kind }) => kind === 'dense')
      .map(({ layerId, values }) => {
        const bias = [...(state[`${layerId}/bias`]?.numbers ?? [])];
        const kernel = state[`${layerId}/kernel`]?.numbers ?? [];
        const inputs = kernel.length / bias.length;
        return {
          id: layerId,
          kernel: Array.from({ length: inputs }, (_, at) => [...kernel.slice(at * bias.length, (at + 1) * bias.length)]),
          bias,
          tanh: JSON.stringify(values['activation']).includes('tanh'),
        };
      });
  }

  /** What each layer is given, and what the last one gives; `sums` before the activation. */
  forth(
    x: Row,
    masks: PlainExample['masks'] = [],
  ): { readonly given: readonly Row[]; readonly sums: readonly Row[]; readonly output: Row } {
    const given: Row[] = [];
    const sums: Row[] = [];
    let now = x;
    for (const [place, { kernel, bias, tanh }] of this.layers.entries()) {
      const mask = masks[place];
      const read = mask ? now.map((value, at) => value * (mask[at] ?? 0)) : now;
      given.push(read);
      const sum = bias.map((own, unit) => read.reduce((total, value, at) => total + value * (kernel[at]?.[unit] ?? 0), own));
      sums.push(sum);
      now = tanh ? sum.map(Math.tanh) : sum;
    }
    return { given, sums, output: now };
  }

  /** Mean squared error over examples and outputs, and its gradients. */
  back(examples: readonly PlainExample[]): { readonly loss: number; readonly gradients: readonly DenseGradient[] } {
    const gradients = this.layers.map(({ kernel, bias }) => ({ kernel: kernel.map((row) => row.map(() => 0)), bias: bias.map(() => 0) }));
    let loss = 0;
    for (const { x, y, masks } of examples) {
      const { given, sums, output } = this.forth(x, masks);
      const size = examples.length * output.length;
      let error: Row = output.map((value, unit) => {
        loss += (value - (y[unit] ?? 0)) ** 2 / size;
        return (2 * (value - (y[unit] ?? 0))) / size;
      });
      for (let place = this.layers.length - 1; place >= 0; place--) {
        const [layer, own] = [this.layers[place], gradients[place]];
        if (!layer || !own) break;
        const slopes = error.map((value, unit) => (layer.tanh ? value * (1 - Math.tanh(sums[place]?.[unit] ?? 0) ** 2) : value));
        slopes.forEach((slope, unit) => {
          own.bias[unit] = (own.bias[unit] ?? 0) + slope;
          given[place]?.forEach((value, at) => {
            const row = own.kernel[at];
            if (row) row[unit] = (row[unit] ?? 0) + slope * value;
          });
        });
        const mask = masks?.[place];
        error = layer.kernel.map(
          (row, at) => row.reduce((sum, weight, unit) => sum + weight * (slopes[unit] ?? 0), 0) * (mask ? (mask[at] ?? 0) : 1),
        );
      }
    }
    return { loss, gradients };
  }

  /** A step of gradient descent, which leaves the layers that are `frozen` as they are. */
  descend(examples: readonly PlainExample[], rate: number, frozen: readonly string[] = []): number {
    const { loss, gradients } = this.back(examples);
    this.layers.forEach(({ id, kernel, bias }, place) => {
      if (frozen.includes(id)) return;
      const own = gradients[place];
      bias.forEach((value, unit) => (bias[unit] = value - rate * (own?.bias[unit] ?? 0)));
      kernel.forEach((row, at) => row.forEach((value, unit) => (row[unit] = value - rate * (own?.kernel[at]?.[unit] ?? 0))));
    });
    return loss;
  }

  /** All weights, kernel before bias, layer after layer. */
  weights(): number[] {
    return this.layers.flatMap(({ kernel, bias }) => [...kernel.flat(), ...bias]);
  }
}

/** The same of a state. */
export const weightsOf = ({ layers }: DenseNetwork, state: State): number[] =>
  layers.flatMap(({ id }) => [...(state[`${id}/kernel`]?.numbers ?? []), ...(state[`${id}/bias`]?.numbers ?? [])]);
