import { absorbed, absorptions, sums } from './absorptions.ts';
import type { Alternative } from './alternatives/alternative.ts';
import { alternativeOf } from './alternatives/alternativeOf.ts';
import type { GraphOp, ShapeOf } from './graphOp.ts';

/**
 * Puts kernels of our own in the place of TensorFlow's where `isOwn` says so, each with what comes right beside it that it can do as well: a bias, ReLU,
 * max pooling. `wanted`: tensors that are asked for. What is computed stays the same.
 */
export function withOwnKernels(
  ops: readonly GraphOp[],
  wanted: ReadonlySet<number>,
  shapeOf: ShapeOf,
  isOwn: (alternative: Alternative) => boolean,
): readonly GraphOp[] {
  const exchanged = ops.map((op) => {
    const alternative = alternativeOf(op, shapeOf);
    return alternative && isOwn(alternative) ? { ...op, ...alternative.own } : op;
  });
  return joined(exchanged, wanted, shapeOf);
}

/** Operations with those that are part of others taken out. */
function joined(ops: readonly GraphOp[], wanted: ReadonlySet<number>, shapeOf: ShapeOf): readonly GraphOp[] {
  const users = new Map<number, number[]>();
  const producers = new Map<number, number>();
  ops.forEach(({ inputs, outputs }, place) => {
    for (const input of inputs) users.set(input, [...(users.get(input) ?? []), place]);
    for (const output of outputs) producers.set(output, place);
  });
  const places: (GraphOp | null)[] = [...ops];
  /** The place of what alone uses a tensor, as its first input or as a part of a sum, when nobody else asks for it. */
  const only = (tensor: number | undefined): number => {
    const [place = -1, ...others] = tensor === undefined || wanted.has(tensor) ? [] : (users.get(tensor) ?? []);
    const user = places[place];
    return others.length === 0 && (user?.inputs[0] === tensor || sums.has(user?.kernel ?? '')) ? place : -1;
  };
  /** The next that is more than another form of the same numbers, and the forms on the way. */
  const after = (op: GraphOp): { readonly forms: readonly number[]; readonly last: number; readonly tensor: number } => {
    const forms: number[] = [];
    let [tensor = -1] = op.outputs;
    let last = only(op.outputs[0]);
    for (let form = places[last]; form?.kernel === 'Reshape'; form = places[last]) {
      forms.push(last);
      [tensor = -1] = form.outputs;
      last = only(form.outputs[0]);
    }
    return { forms, last, tensor };
  };
  const join = (place: number): number | null => {
    const op = places[place];
    const rule = op && (absorptions[op.kernel] ?? absorbed[op.kernel]);
    if (!op || !rule) return null;
    const { forms, last, tensor } = after(op);
    const next = places[last];
    const both = next && rule(op, next, { tensor, shapeOf });
    // What is only a part of the next is not asked for otherwise.
    if (!both || next.outputs.slice(both.outputs.length).some((output) => wanted.has(output) || users.has(output))) return null;
    if (forms.length === 0) {
      // What it is given may be known later than the first.
      const at = both.inputs.every((input) => op.inputs.includes(input)) ? place : last;
      places[place] = places[last] = null;
      places[at] = both;
      return at;
    }
    const [first = -1] = forms;
    const end = forms.at(-1) ?? -1;
    const [firstForm, lastForm] = [places[first], places[end]];
    if (!firstForm || !lastForm) return null;
    if (absorptions[op.kernel]) {
      if (both.inputs.some((input) => (producers.get(input) ?? -1) > place)) return null;
      places[last] = null;
      if (lastForm.shape.join() === op.shape.join()) {
        // There and back again.
        places[place] = both;
        for (const form of forms) places[form] = null;
        return place;
      }
      places[place] = { ...both, outputs: op.outputs, shape: op.shape };
      places[end] = { ...lastForm, outputs: next.outputs.slice(0, 1) };
      return place;
    }
    const [given = -1, ...rest] = both.inputs;
    places[place] = null;
    places[first] = { ...firstForm, inputs: [given, ...firstForm.inputs.slice(1)] };
    places[last] = { ...both, inputs: [...lastForm.outputs, ...rest] };
    return null;
  };
  ops.forEach((_, place) => {
    for (let at: number | null = place; at !== null; at = join(at));
  });
  return places.filter((op) => op !== null);
}
