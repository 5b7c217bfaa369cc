import { findBlock } from '../../shared/catalogue/index.ts';
import type { PlanLayer, TensorRef, TrainPlan } from '../../shared/plan/trainPlan.ts';

/** Blocks that leave each number in its place, whatever they make of its size. */
const inPlace: ReadonlySet<string> = new Set(['flatten', 'reshape', 'rescaling']);
/** Groups of blocks that do something in training alone. */
const onlyTraining: ReadonlySet<string> = new Set(['regularization', 'augmentation']);

/** Sides from which on a map of numbers is a picture. */
const smallest = 4;

/** [height, width, channels] of the picture whose pixels arrive at a layer one by one and in their order; null where something else does. */
export function pictureBefore(plan: Pick<TrainPlan, 'inputs' | 'layers'>, ref: TensorRef): [number, number, number] | null {
  for (let at: TensorRef | undefined = ref; at;) {
    const id: string = at.layer;
    const input = plan.inputs.find((own) => own.id === id);
    if (input) {
      const [height, width, channels, ...more] = [...input.spec.shape, ...(input.spec.shape.length === 2 ? [1] : [])];
      if (more.length > 0 || typeof height !== 'number' || typeof width !== 'number' || typeof channels !== 'number') return null;
      return height >= smallest && width >= smallest && [1, 3].includes(channels) ? [height, width, channels] : null;
    }
    const layer: PlanLayer | undefined = plan.layers.find((own) => own.id === id);
    if (!layer || layer.repeat || !(inPlace.has(layer.kind) || onlyTraining.has(findBlock(layer.kind).group))) return null;
    at = layer.inputs['x']?.[0];
  }
  return null;
}
