import { existsSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { applyEdits } from '../../shared/graph/applyEdits.ts';
import { plural } from '../../shared/catalogue/plural.ts';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import { inferDocument } from '../../shared/graph/inferDocument.ts';
import type { Edit } from '../../shared/graph/edits.ts';
import type { Client } from '../../shared/ipc/client.ts';
import { matchLayers, misfitOf } from '../../shared/plan/matchLayers.ts';
import { startableLayers, startEdits, type StartableLayer } from '../../shared/plan/startableLayers.ts';
import { weightFormats } from '../../shared/plan/weightFormats.ts';
import { leftOutWords, type SourceLayer, type WeightSource } from '../../shared/plan/weightSource.ts';
import { findRun } from './findRun.ts';

/** What `--weights-from` asks for: a run, and by layer the one of the run; null = whichever fit. */
export interface WeightsAsked {
  readonly run: string;
  readonly pairs: readonly (readonly [layer: string, theirs: string])[] | null;
}

/** Reads `RUN`, `RUN:dense` and `RUN:dense=dense_1,conv2d`. */
export function parseWeightsFrom(text: string): WeightsAsked {
  const [run = '', ...rest] = text.split(':');
  const list = rest.join(':');
  if (list === '') return { run, pairs: null };
  return {
    run,
    pairs: list.split(',').map((pair) => {
      const [layer = '', theirs = layer] = pair.split('=').map((part) => part.trim());
      return [layer, theirs] as const;
    }),
  };
}

/** The project with blocks that start from a run, and what that means in words. Throws an Error in words where nothing fits, or what was named does not. */
export async function startFrom(
  client: Pick<Client, 'call'>,
  document: ProjectDocument,
  { run, pairs }: WeightsAsked,
  { freeze, directory }: { readonly freeze: boolean; readonly directory: string },
): Promise<{ readonly document: ProjectDocument; readonly said: string }> {
  // What is a file or a folder is a model that was made elsewhere.
  const path = resolve(directory, run);
  const isFile = existsSync(path) || weightFormats.some(({ extensions }) => extensions.includes(extname(path).slice(1).toLowerCase()));
  const source = isFile
    ? await client.call('importWeights', { path })
    : await client.call('getRunWeights', { run: (await findRun(client, run)).id });
  const layers = startableLayers(document, inferDocument(document));
  const chosen = pairs ? named(layers, source, pairs) : matchLayers(layers, source);
  if (chosen.size === 0) throw new Error(`${source.title} has no layer that fits one of this model: ${list(source.layers)}.`);
  const own = layers.filter(({ layerId }) => !chosen.has(layerId));
  const taking = layers.filter(({ layerId }) => chosen.has(layerId));
  if (freeze && own.length === 0)
    throw new Error(
      `--freeze would leave nothing to train: every layer takes its weights from ${source.title}. Name those to take, as --weights-from ${run}:${taking[0]?.name ?? 'dense'}, or train them on without --freeze.`,
    );
  const edits = taking.flatMap((layer): readonly Edit[] => {
    const theirs = chosen.get(layer.layerId);
    return theirs ? startEdits(layer, source, theirs, freeze ? true : null) : [];
  });
  const words = taking.map(({ name, layerId }) =>
    name === chosen.get(layerId)?.name ? name : `${name} (from ${chosen.get(layerId)?.name})`,
  );
  const others = own.length === 0 ? '' : ` From their own initialization: ${own.map(({ name }) => name).join(', ')}.`;
  // Who names the layers to take knows the others.
  const left = pairs ? null : leftOutWords(source, new Set([...chosen.values()].map(({ layer }) => layer)));
  return {
    document: applyEdits(document, edits).document,
    said: `${plural(
      taking.reduce((sum, { weights }) => sum + countOf(weights), 0),
      'weight',
    )} of ${source.title}${freeze ? ', frozen' : ''}: ${words.join(', ')}.${others}${left === null ? '' : ` ${left}`}`,
  };
}

/** Numbers in these weights. */
const countOf = (weights: StartableLayer['weights']): number =>
  weights.reduce((sum, { shape }) => sum + shape.reduce((product, length) => product * length, 1), 0);

function named(
  layers: readonly StartableLayer[],
  source: WeightSource,
  pairs: NonNullable<WeightsAsked['pairs']>,
): ReadonlyMap<string, SourceLayer> {
  return new Map(
    pairs.map(([name, theirs]) => {
      const layer = layers.find((own) => own.name === name);
      // Where a file leaves open what a layer is, it stands there as each thing it can be.
      const called = source.layers.filter((own) => own.name === theirs);
      const found = called.find((own) => layer && misfitOf(layer, source, own) === null) ?? called[0];
      if (!layer) throw new Error(`This model has no layer "${name}" with weights: ${list(layers)}.`);
      if (!found) throw new Error(`${source.title} has no layer "${theirs}" with weights: ${list(source.layers)}.`);
      const misfit = misfitOf(layer, source, found);
      if (misfit !== null) throw new Error(`"${name}" cannot start from it: ${misfit}.`);
      return [layer.layerId, found] as const;
    }),
  );
}

const list = (layers: readonly Pick<StartableLayer, 'name'>[]): string =>
  layers.length === 0 ? 'there is none' : `there are ${[...new Set(layers.map(({ name }) => name))].join(', ')}`;
