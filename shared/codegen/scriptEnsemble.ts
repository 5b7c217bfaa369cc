import { findBlock } from '../catalogue/index.ts';
import { droppingLayers } from '../plan/droppingLayers.ts';
import type { TrainPlan } from '../plan/trainPlan.ts';
import { withRepeated } from './kerasJob.ts';

/** Passes and examples of the script's ensemble. */
const [passes, examples] = [30, 100];

/** Predictions with dropout left on, where a model has some: an ensemble, with the spread of its answers. `named`: what is read is in dictionaries. */
export function scriptEnsemble(plan: TrainPlan): readonly string[] {
  const dropping = droppingLayers(plan);
  if (dropping.length === 0) return [];
  const normalizes = withRepeated(plan.layers).some(({ kind }) => findBlock(kind).predictsFrozen === true);
  const still = `# A frozen batch normalization goes by its moving averages, and leaves them as they are
for layer in model.layers:
    if isinstance(layer, layers.BatchNormalization):
        layer.trainable = False
`;
  return [
    `# Predict with dropout left on (${[...new Set(dropping.map(({ name }) => name))].join(', ')}): each pass drops other numbers, and the spread of the answers says how sure the model is
${normalizes ? still : ''}x, y = examples.get("validation", examples["train"])
x = keras.tree.map_structure(lambda values: values[:${examples}], x)
answers = [keras.tree.map_structure(keras.ops.convert_to_numpy, model(x, training=True)) for _ in range(${passes})]
mean = keras.tree.map_structure(lambda *given: np.mean(given, axis=0), *answers)
deviation = keras.tree.map_structure(lambda *given: np.std(given, axis=0), *answers)
print("mean standard deviation with dropout left on:", keras.tree.map_structure(lambda values: float(np.mean(values)), deviation))
`,
  ];
}
