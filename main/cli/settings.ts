import { givenItem } from '../../shared/catalogue/anotherItem.ts';
import { findBlock } from '../../shared/catalogue/index.ts';
import { output } from '../../shared/catalogue/blocks/output.ts';
import { dataParams } from '../../shared/catalogue/dataParams.ts';
import { isItem, present, type ItemValue, type Param, type Params, type Value } from '../../shared/catalogue/params.ts';
import { parseValues } from '../../shared/catalogue/parseValues.ts';
import { trainingParams } from '../../shared/catalogue/trainingParams.ts';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import { isGroup } from '../../shared/graph/groups.ts';
import { nameBlocks, type NamedBlock } from '../../shared/plan/nameBlocks.ts';
import type { Place } from '../../shared/plan/startableLayers.ts';
import { UsageError } from './command.ts';
import { assignments, givenTwice, readItem, readValue } from './readValue.ts';

/** A batch of all examples, as the window offers it: how many they are, the data says. */
export const fullBatch = Symbol('full batch');

/** A choice that `--set` asks for. `place` is null where it is none of a block but of the training or the data. */
export interface Setting {
  readonly section: 'block' | 'training' | 'data';
  readonly place: Place | null;
  /** What has it, as it was called. */
  readonly title: string;
  readonly name: string;
  readonly param: Param;
  readonly value: Value | typeof fullBatch;
}

/** What `--set LAYER.NAME=VALUE,...` asks for of a project. Throws UsageError in words that list what there is. */
export function readSettings(document: ProjectDocument, text: string): readonly Setting[] {
  const places = namedBlocks(document);
  const parts = assignments(text, /^\s*[^=]+\.\w+=/);
  const repeated = givenTwice(parts);
  if (repeated !== null) throw new UsageError(`--set: "${repeated}" is given twice: give it once.`);
  return parts.map((part): Setting => {
    const [, title = '', name = '', written] = /^\s*([^=]+)\.(\w+)=(.*)$/s.exec(part) ?? [];
    if (written === undefined) throw new UsageError(`--set takes LAYER.NAME=VALUE, as dropout.rate=0.2, not "${part}".`);
    const place = places.get(title);
    const section = place ? 'block' : title === 'training' || title === 'data' ? title : null;
    if (section === null) throw new UsageError(`--set: ${noLayer(places, title)}, or training and data, the choices of the project.`);
    const params = section === 'training' ? trainingParams : section === 'data' ? dataParams : paramsAt(document, place);
    const param = new Map(Object.entries(params)).get(name);
    if (!param) {
      const names = Object.keys(params);
      throw new UsageError(
        `--set: ${title} has no "${name}"; ${names.length === 0 ? 'there is nothing to choose of it' : `it has ${names.join(', ')}`}.`,
      );
    }
    const common = { section, place: place ?? null, title, name, param } as const;
    if (param === trainingParams.batchSize && written === 'full') return { ...common, value: fullBatch };
    try {
      const value = readValue(param, written);
      const before = place && document.graphs[place.graph]?.nodes[place.node]?.values[name];
      return { ...common, value: isItem(value) ? keeping(param, value, written, before) : value };
    } catch (error) {
      throw new UsageError(`--set ${title}.${name}: ${error instanceof Error ? error.message : String(error)}.`, { cause: error });
    }
  });
}

/** What is chosen in the place of another keeps the choices that both have, but for those that are written. */
function keeping(param: Param, value: ItemValue, written: string, before: unknown): ItemValue {
  const { family } = { family: undefined, ...present(param) };
  if (family === undefined) return value;
  return { ...value, values: { ...value.values, ...givenItem(family, readItem(family, written), before).values } };
}

function paramsAt(document: ProjectDocument, place: Place | undefined): Params {
  const node = place && document.graphs[place.graph]?.nodes[place.node];
  return node ? findBlock(node.kind).params : {};
}

/** That there is no layer of a name, with those that there are. */
export const noLayer = (places: ReadonlyMap<string, Place>, name: string): string =>
  `there is no layer "${name}"; there are ${[...places.keys()].join(', ')}`;

type Named = Pick<NamedBlock, 'node'>;
/** A group that repeats is a layer, too. */
const isLayer = ({ node }: Named): boolean => isGroup(node) || findBlock(node.kind).structure !== true;
const isOutput = ({ node }: Named): boolean => node.kind === output.kind && parseValues(output.params, node.values).values.use !== 'show';

/** The layers of a model by their names, as `netloom check` calls them, and where their blocks stand in the project. */
export const namedLayers = (document: ProjectDocument): ReadonlyMap<string, Place> => named(nameBlocks(document).filter(isLayer));

/** The same with the model's Inputs and Outputs, which come first. */
export function namedBlocks(document: ProjectDocument): ReadonlyMap<string, Place> {
  const blocks = nameBlocks(document);
  return named([...blocks.filter((block) => !isLayer(block)), ...blocks.filter(isLayer)]);
}

/** The Outputs of a model that it is trained by. */
export const namedOutputs = (document: ProjectDocument): ReadonlyMap<string, Place> => named(nameBlocks(document).filter(isOutput));

const named = (blocks: readonly NamedBlock[]): ReadonlyMap<string, Place> =>
  new Map(blocks.map(({ name, graph, node }) => [name, { graph, node: node.id }]));
