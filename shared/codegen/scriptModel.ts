import { findBlock } from '../catalogue/index.ts';
import type { PlanInput, TrainPlan } from '../plan/trainPlan.ts';
import { withRepeated, type KerasJob } from './kerasJob.ts';
import { told, type Python } from './pythonText.ts';

/** The lines that define the model, `model`. `all`: every Output is named, even where there is only one. */
export function defineModel(plan: TrainPlan, job: KerasJob, name: (id: string) => string, python: Python, all = false): string {
  const lines = plan.inputs.map(
    (input) => `${name(input.id)} = keras.Input(${python.value(shapeOf(input))}, name=${JSON.stringify(input.name)})`,
  );
  lines.push(...defineLayers(plan, job.layers, name, python));
  const inputs = plan.inputs.map(({ id }) => name(id));
  const outputs = job.heads.map((head) => [head.name, name(head.source)] as const);
  const ins = inputs.length === 1 ? inputs[0] : `[${inputs.join(', ')}]`;
  const outs =
    outputs.length === 1 && !all ? outputs[0]?.[1] : `{${outputs.map(([key, id]) => `${JSON.stringify(key)}: ${id}`).join(', ')}}`;
  return [...lines, `model = keras.Model(inputs=${ins}, outputs=${outs})`].join('\n');
}

/** The lines that make layers and call them; `turning` those of each turn of a loop. */
function defineLayers(
  plan: TrainPlan,
  layers: KerasJob['layers'],
  name: (id: string) => string,
  python: Python,
  turning = false,
): string[] {
  const kinds = new Map(withRepeated(plan.layers).map((layer) => [layer.id, layer]));
  const lines: string[] = [];
  const calls = new Map<string, number>();
  for (const layer of layers) calls.set(layer.layerId, (calls.get(layer.layerId) ?? 0) + 1);
  const made = new Set<string>();
  for (const layer of layers) {
    if (layer.repeat) {
      const { turns, source, layers: inner } = layer.repeat;
      lines.push(`${name(layer.id)} = ${layer.inputs.map(name).join(', ')}`, `for turn in range(${turns}):`);
      lines.push(...[...defineLayers(plan, inner, name, python, true), `${name(layer.id)} = ${name(source)}`].map((line) => `    ${line}`));
      continue;
    }
    const own = kinds.get(layer.id);
    const config = own ? told(findBlock(own.kind), layer.config) : layer.config;
    const named = own ? [turning ? `name=f"${own.name}_{turn}"` : `name=${JSON.stringify(own.name)}`] : [];
    const built = `${python.place(layer.className, 'layers')}(${[...python.args(config), ...named].join(', ')})`;
    const given = layer.inputs.map(name);
    const asked = layer.call ? python.args(layer.call) : [];
    const call = `(${[layer.merges ? `[${given.join(', ')}]` : given.join(', '), ...asked].join(', ')})`;
    // A layer that is called twice has one set of weights: it is made once.
    if ((calls.get(layer.layerId) ?? 0) === 1) lines.push(`${name(layer.id)} = ${built}${call}`);
    else {
      const shared = `shared_${layer.layerId.replaceAll(/\W/g, '_')}`;
      if (!made.has(layer.layerId)) lines.push(`${shared} = ${built}`);
      made.add(layer.layerId);
      lines.push(`${name(layer.id)} = ${shared}${call}`);
    }
  }
  return lines;
}
const shapeOf = ({ spec }: PlanInput): readonly (number | null)[] => spec.shape;
