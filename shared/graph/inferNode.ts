import { blockWeights, learnedNumbers } from '../catalogue/blockWeights.ts';
import { SpecProblem, type Block, type InputSpecs, type OutputSpecs, type WeightSpec } from '../catalogue/block.ts';
import { findActivation, findConstraint, findInitializer, findRegularizer } from '../catalogue/index.ts';
import { parseValues } from '../catalogue/parseValues.ts';
import { isItem, type Values } from '../catalogue/params.ts';
import { activityPenalty } from '../catalogue/weights.ts';
import { formatShape, type TensorSpec } from '../catalogue/tensorSpec.ts';
import type { GraphNode } from './document.ts';
import { initialMisfit } from './initialMisfit.ts';
import type { Problem } from './problem.ts';

/** What is known of a node without running anything. */
export interface NodeInference {
  readonly values: Values;
  readonly inputs: InputSpecs;
  /** null while something before it, or in it, is wrong. */
  readonly outputs: OutputSpecs | null;
  readonly weights: readonly WeightSpec[];
  /** Numbers in its weights. */
  readonly parameters: number;
  readonly multiplyAdds: number;
  readonly problems: readonly Problem[];
  /** What is known of the blocks inside a group. */
  readonly inner?: GraphInference;
}

/** What is known of the nodes of a graph. */
export interface GraphInference {
  readonly nodes: Readonly<Record<string, NodeInference>>;
  /** Nodes in the order they compute. */
  readonly order: readonly string[];
}

/** A port's wires: the specs that arrive, null for one whose source has none yet. */
export type Arriving = Readonly<Record<string, readonly (TensorSpec | null)[]>>;

/** Infers one node from what arrives. Problems stand on the node that causes them: a node behind a broken one is silent. */
export function inferNode(block: Block, node: GraphNode, arriving: Arriving): NodeInference {
  const { values, problems: wrong } = parseValues(block.params, node.values);
  const at = (message: string, place: { param?: string; port?: string } = {}): Problem => ({
    severity: 'error',
    message,
    node: node.id,
    ...place,
  });
  const problems: Problem[] = wrong.map(({ param, message }) => at(`${param}: ${message}`, { param }));
  for (const rule of block.rules ?? []) if (!rule.holds(values)) problems.push(at(rule.message, { param: rule.param }));

  const inputs: Record<string, readonly TensorSpec[]> = {};
  let incomplete = false;
  for (const port of block.inputs) {
    const specs = arriving[port.name] ?? [];
    const fewest = port.variadic ? (port.min ?? 1) : port.optional ? 0 : 1;
    if (specs.length < fewest) {
      incomplete = true;
      problems.push(
        at(
          port.variadic
            ? `${block.title} needs at least ${fewest} wires, it has ${specs.length}: connect the outputs to join`
            : `nothing is connected to the input of ${block.title}: draw a wire from another block to it`,
          { port: port.name },
        ),
      );
      continue;
    }
    if (port.max !== undefined && specs.length > port.max) {
      incomplete = true;
      problems.push(at(`${block.title} takes ${port.max} wires, it has ${specs.length}: remove some`, { port: port.name }));
      continue;
    }
    const known = specs.filter((spec) => spec !== null);
    if (known.length < specs.length) incomplete = true;
    const odd = port.rank === undefined ? undefined : known.find((spec) => spec.shape.length !== port.rank);
    if (odd) {
      incomplete = true;
      problems.push(at(rankMessage(block.title, port.rank ?? 0, odd), { port: port.name }));
    }
    inputs[port.name] = known;
  }
  const nothing = { values, inputs, outputs: null, weights: [], parameters: 0, multiplyAdds: 0 };
  if (incomplete || problems.length > 0) return { ...nothing, problems };
  try {
    const outputs = block.infer(inputs, values);
    const own = blockWeights(block, inputs, values);
    const weights = node.frozen ? own.map((weight) => ({ ...weight, trainable: false })) : own;
    const odd =
      weights.flatMap((weight) => misfits(weight)).at(0) ?? activityMisfit(values, outputs) ?? activationMisfit(block, values, outputs);
    if (odd) return { ...nothing, problems: [at(odd.message, odd.param === undefined ? {} : { param: odd.param })] };
    const unlike = node.initialFrom ? initialMisfit(node.kind, weights, node.initialFrom) : null;
    if (unlike !== null) problems.push(at(`${unlike}: choose other weights, or start from its own initialization`));
    const parameters = weights.reduce((sum, weight) => sum + weight.shape.reduce((a, b) => a * b, 1), 0);
    if (parameters > maxParameters)
      return { ...nothing, problems: [at(`its ${parameters} weights are more than any machine here can hold: make it smaller`)] };
    return { values, inputs, outputs, weights, parameters, multiplyAdds: block.multiplyAdds?.(inputs, outputs, values) ?? 0, problems };
  } catch (error) {
    if (!(error instanceof SpecProblem)) throw error;
    return { ...nothing, problems: [at(error.message, error.param === undefined ? {} : { param: error.param })] };
  }
}

/** What does not fit, in words, and the parameter to change where one is to blame. */
interface Misfit {
  readonly message: string;
  readonly param?: string;
}

/** Why a weight cannot start, be penalized or be held as it is chosen. */
function misfits({ name, param, shape, initializer, regularizer, constraint }: WeightSpec): readonly Misfit[] {
  const misfit = (part: string, message: string | null | undefined): readonly Misfit[] =>
    message ? [{ message, ...(param === undefined ? {} : { param: `${param}${part}` }) }] : [];
  const ofWeight = (why: string | null | undefined): string | null => (why ? `${name}: ${why}` : null);
  return [
    ...misfit('Initializer', findInitializer(initializer.kind).fits?.(shape)),
    ...(regularizer ? misfit('Regularizer', ofWeight(findRegularizer(regularizer.kind).fits?.(shape, regularizer.values))) : []),
    ...(constraint ? misfit('Constraint', ofWeight(findConstraint(constraint.kind).fits?.(shape, constraint.values))) : []),
  ];
}

/** Why what a block gives cannot be penalized as it is chosen: with the batch, it has one axis more than its shape. */
function activityMisfit(values: Values, outputs: OutputSpecs): Misfit | null {
  const penalty = activityPenalty(values);
  if (!penalty) return null;
  const { fits } = findRegularizer(penalty.kind);
  for (const { shape } of Object.values(outputs)) {
    const why = fits?.([2, ...shape.map((length) => length ?? 2)], penalty.values) ?? null;
    if (why !== null) return { message: `what it gives: ${why}`, param: 'activityRegularizer' };
  }
  return null;
}

/** Why an activation chosen in a block cannot be applied to what the block gives. */
function activationMisfit(block: Block, values: Values, outputs: OutputSpecs): Misfit | null {
  for (const [name, param] of Object.entries(block.params)) {
    const chosen = values[name];
    if (param.type !== 'item' || param.family !== 'activations' || !isItem(chosen)) continue;
    const { fits, title } = findActivation(chosen.kind);
    if (Object.keys(learnedNumbers(chosen)).length > 0 && (block.activationInside === true || name !== 'activation'))
      return {
        message: `${title} inside ${block.title} cannot be learned, only that of what comes out of a block: choose fixed numbers, or put an Activation behind it`,
        param: name,
      };
    for (const { shape } of Object.values(outputs)) {
      const why = fits?.(shape, chosen.values) ?? null;
      if (why !== null) return { message: `${title}: ${why}`, param: name };
    }
  }
  return null;
}

const maxParameters = 2 ** 31;

function rankMessage(title: string, rank: number, spec: TensorSpec): string {
  const shape = formatShape(spec.shape);
  const wants = rank === 3 ? 'an image (height × width × channels)' : `${rank} axes`;
  const fix = rank === 3 ? 'put a Reshape before it' : rank === 1 ? 'put a Flatten before it' : 'change the block before it';
  return `${title} takes ${wants}, ${shape} arrives: ${fix}`;
}
