import { findDataset } from '../catalogue/index.ts';
import { hasColumn } from '../plan/hasColumn.ts';
import type { PlanHead, PlanInput, TrainPlan } from '../plan/trainPlan.ts';

/** Name of the file that the script reads its examples from, beside it. */
export const scriptData = 'data.npz';

/** How a column comes out of the file: in the shape that the model takes. */
const shaped = (column: string, shape: readonly (number | null)[]): string =>
  `column(part, ${JSON.stringify(column)}).reshape(${[-1, ...shape.map((length) => length ?? -1)].join(', ')})`;

/** The lines that read the examples: `examples`, by part inputs and targets. `named`: each in a dictionary, even where there is only one. */
export function readExamples({ inputs, heads, data: { dataset } }: TrainPlan, named = false): string {
  const input = ({ column, spec }: PlanInput & { readonly column: string }): string => `${shaped(column, spec.shape)}.astype("float32")`;
  const target = (head: PlanHead & { readonly column: string }): string => {
    const raw = `column(part, ${JSON.stringify(head.column)})`;
    if (head.target === 'oneHot') return `keras.utils.to_categorical(${raw}, ${head.classes?.length ?? 'None'})`;
    if (head.target === 'index') return `${raw}.astype("int32")`;
    return `${shaped(head.column, head.spec.shape)}.astype("float32")`;
  };
  const gathered = (list: readonly (readonly [string, string])[]): string =>
    list.length === 1 && !named ? (list[0]?.[1] ?? '') : `{${list.map(([key, text]) => `${JSON.stringify(key)}: ${text}`).join(', ')}}`;
  const x = gathered(inputs.filter(hasColumn).map((own) => [own.name, input(own)]));
  const y = gathered(heads.filter(hasColumn).map((own) => [own.name, target(own)]));
  const own = findDataset(dataset.kind).inPython?.(dataset.values);
  const place = own === undefined ? 'data[f"{part}_{name}"]' : 'columns[name][data[f"{part}_rows"]]';
  return `# The examples: inputs and targets of each part
data = np.load(Path(__file__).parent / "${scriptData}")
${own === undefined ? '' : `\n# Your own files; ${scriptData} says which rows each part has\n${own}\n`}

def column(part, name):
    return ${place}


def part_of(part):
    return ${x}, ${y}


parts = {name.split("_")[0] for name in data.files}
examples = {part: part_of(part) for part in parts}
`;
}
