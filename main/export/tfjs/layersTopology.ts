import { findBlock } from '../../../shared/catalogue/index.ts';
import type { KerasValue } from '../../../shared/catalogue/item.ts';
import type { TensorRef, TrainPlan } from '../../../shared/plan/trainPlan.ts';
import { NotStock } from './notStock.ts';
import { stockLayers, type Config } from './stockLayers.ts';

interface TopologyLayer {
  readonly class_name: string;
  readonly name: string;
  readonly config: Config;
  readonly inbound_nodes: KerasValue[];
}
export interface LayersTopology {
  readonly class_name: 'Functional';
  readonly config: {
    readonly name: string;
    readonly layers: readonly TopologyLayer[];
    readonly input_layers: KerasValue;
    readonly output_layers: KerasValue;
  };
  readonly keras_version: string;
  readonly backend: string;
}
/** A call of a layer, as the format counts them. */
type Call = readonly [layer: string, node: number];

/**
 * The model in the layers-model format of TF.js (stock classes only), and for each weight of the file the key of the state that holds
 * its numbers. Layers with one layerId become one layer called several times. Throws `NotStock` where stock classes cannot say a layer.
 */
export function layersTopology(plan: TrainPlan): {
  topology: LayersTopology;
  weights: { name: string; key: string; shape: readonly number[] }[];
} {
  const layers = new Map<string, TopologyLayer>();
  const calls = new Map<string, Call>();
  const weights: { name: string; key: string; shape: readonly number[] }[] = [];
  const taken = new Set([...plan.inputs, ...plan.layers].map((own) => own.name));
  /** A name that no layer of the plan has: `dense_1` may be the part behind `dense`, or another Dense. */
  const free = (name: string): string => (taken.has(name) ? free(`${name}_part`) : name);
  const reach = (ref: TensorRef): KerasValue => {
    const call = calls.get(ref.layer);
    if (!call) throw new Error(`the layer "${ref.layer}" is used before it is computed`);
    return [call[0], call[1], 0, {}];
  };
  const addCall = (name: string, className: string, config: Config, inputs: KerasValue[]): Call => {
    const layer = layers.get(name) ?? { class_name: className, name, config: { name, ...config }, inbound_nodes: [] };
    layers.set(name, layer);
    if (inputs.length > 0) layer.inbound_nodes.push(inputs);
    return [name, Math.max(0, layer.inbound_nodes.length - 1)];
  };
  for (const input of plan.inputs) {
    calls.set(
      input.id,
      addCall(input.name, 'InputLayer', { batch_input_shape: [null, ...input.spec.shape], dtype: 'float32', sparse: false }, []),
    );
  }
  const names = new Map<string, string>();
  for (const layer of plan.layers) {
    const known = names.get(layer.layerId);
    const name = known ?? layer.name;
    names.set(layer.layerId, name);
    if (known === undefined) {
      const { stockWeights = {} } = findBlock(layer.kind).keras;
      for (const spec of layer.weights)
        weights.push({ name: `${name}/${stockWeights[spec.name] ?? spec.name}`, key: `${layer.layerId}/${spec.name}`, shape: spec.shape });
    }
    checkMask(plan, layer);
    const inputs = Object.values(layer.inputs).flat().map(reach);
    let fed = inputs;
    stockLayers(layer).forEach(({ className, config, holds }, at) => {
      const call = addCall(holds ? name : free(`${layer.name}_${at}`), className, config, fed);
      calls.set(layer.id, call);
      fed = [[call[0], call[1], 0, {}]];
    });
  }
  const place = (id: string): KerasValue => [...(calls.get(id) ?? []), 0];
  return {
    topology: {
      class_name: 'Functional',
      config: {
        name: 'netloom_model',
        layers: [...layers.values()],
        input_layers: plan.inputs.map((input) => place(input.id)),
        output_layers: plan.heads.map((head) => place(head.source.layer)),
      },
      keras_version: 'tfjs-layers 4.22.0',
      backend: 'tensor_flow.js',
    },
    weights,
  };
}

/** Throws `NotStock` where TF.js would count the steps that only fill a sequence up. */
function checkMask(plan: TrainPlan, { kind, name, inputs }: TrainPlan['layers'][number]): void {
  const source = inputs['x']?.[0];
  const masked = plan.layers.find(({ id }) => id === source?.layer)?.outputs['y']?.mask === true;
  if (kind === 'globalAveragePooling1d' && masked)
    throw new NotStock(`the layer of TF.js counts the masked steps in the mean of "${name}"`);
}
