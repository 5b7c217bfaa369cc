import { isItem } from '../../../shared/catalogue/params.ts';
import type { GraphNode } from '../../../shared/graph/document.ts';
import type { NodeInference } from '../../../shared/graph/inferNode.ts';
import type { NeuronView } from '../../../shared/ipc/neuron.ts';

/** What a Dense block has become since a run, in words; null where it is still the same. */
export function changedSince(
  { layer, inputs }: NeuronView,
  { kind }: Pick<GraphNode, 'kind'>,
  known: Pick<NodeInference, 'weights' | 'values'> | undefined,
): string | null {
  const [now, then] = [known?.weights.find(({ name }) => name === 'kernel')?.shape, [inputs.length, layer.units]];
  const end = 'What is seen here is the layer as it was trained; train again to see it as it is now.';
  if (kind !== 'dense' || !now) return `The block has no weights now. ${end}`;
  if (now.join() !== then.join())
    return `The block was changed since this run: it has ${now.join(' × ')} weights now, and had ${then.join(' × ')}. ${end}`;
  const activation = known?.values['activation'];
  if (isItem(activation) && activation.kind !== layer.activation.kind)
    return `The activation was changed since this run: it is ${activation.kind} now, and was ${layer.activation.kind}. ${end}`;
  return null;
}
