import { findActivation } from '../../../shared/catalogue/index.ts';
import type { NeuronView } from '../../../shared/ipc/neuron.ts';
import type { RunRow } from '../../../shared/ipc/rows.ts';
import { largestProducts } from '../../../shared/run/largestProducts.ts';
import { UsageError, wholeNumber, type Command } from '../command.ts';
import { findRun, runHelp } from '../findRun.ts';
import { metric, table } from '../format.ts';
import { withClient } from '../withClient.ts';

/** Products that are listed; the others are told by their sum. */
const listed = 12;

export const neuronCommand: Command = {
  name: 'neuron',
  operands: 'RUN LAYER UNIT',
  summary: 'shows what one unit of a Dense layer computes for an example: inputs, weights, bias, sum, activation',
  help:
    'The weights are those of the newest checkpoint of the run. LAYER is the name of the layer, such as dense_1; units and examples count from 0.\n' +
    'Products of input and weight are listed by their size; with --json all of them are there.\n' +
    runHelp,
  options: {
    sample: { value: 'N', help: 'the example of the data set (default 0)' },
    place: { value: 'N', help: 'where a layer works at several places, such as the steps of a sequence, which of them (default 0)' },
    best: { help: 'the weights that Best checkpoint kept, in place of the newest' },
    json: { help: 'prints all as one JSON object' },
  },
  count: [3, 3],
  run: (context, [run = '', layer = '', number = ''], options) => {
    const unit = Number(number);
    if (!/^\d+$/.test(number) || !Number.isSafeInteger(unit))
      throw new UsageError(`UNIT must be a whole number of at least 0, not "${number}".`);
    const [example = 0, place = 0] = [wholeNumber(options, 'sample', 0), wholeNumber(options, 'place', 0)];
    return withClient(context, async (client) => {
      const weights = options['best'] === true ? 'best' : 'newest';
      const found = await findRun(client, run);
      const view = await client.call('getNeuron', { run: found.id, layer, unit, example, place, weights });
      if (options['json'] === true) context.print(JSON.stringify(view));
      else context.print(words(view, found));
      return 0;
    });
  },
};

function words(view: NeuronView, { number, projectName }: RunRow): string {
  const { layer, example, sum, output, bias } = view;
  const { largest, more, rest } = largestProducts(view.inputs, view.weights, listed);
  const place = view.places === 1 ? '' : `, place ${view.place} of ${view.places}`;
  const targets = example.targets.map(({ name, words: text }) => `, ${name} ${text}`).join('');
  const title = findActivation(layer.activation.kind).title;
  const rows = [
    ...largest.map(({ at, input, weight, product }) => [`input ${at}`, metric(input), metric(weight), metric(product)]),
    ...(more === 0 ? [] : [[`and ${more} more`, '', '', metric(rest)]]),
    ...(bias === null ? [] : [['bias', '', '', metric(bias)]]),
    ['sum z', '', '', metric(sum)],
    [title, '', '', metric(output)],
  ];
  return [
    `Unit ${view.unit} of ${layer.name} (${layer.units} units), run ${number} of "${projectName}" after step ${view.step} (epoch ${view.epoch})`,
    example.drawn
      ? `Draw ${example.row}`
      : `Example ${example.row} of ${example.rows}: ${splitWords[example.split ?? 'none']}${targets}${place}`,
    '',
    table(['', 'INPUT', 'WEIGHT', 'PRODUCT'], rows, [1, 2, 3]),
  ].join('\n');
}

const splitWords = { train: 'trained on', validation: 'validation', test: 'test', none: 'not used by this run' } as const;
