import { mostExamples, mostPasses, type Predictions } from '../../../shared/ipc/predictions.ts';
import { engineChoices } from '../../../shared/run/engines.ts';
import { plural } from '../../../shared/catalogue/plural.ts';
import type { RunRow } from '../../../shared/ipc/rows.ts';
import { oneOf, wholeNumber, type Command } from '../command.ts';
import { findRun, runHelp } from '../findRun.ts';
import { metric, table } from '../format.ts';
import { withClient } from '../withClient.ts';

/** Outputs of an example that are listed; with --json all of them are there. */
const listed = 12;

export const predictCommand: Command = {
  name: 'predict',
  operands: 'RUN',
  summary: 'shows what a trained model says of examples, and how far that spreads with dropout left on',
  help:
    'The weights are those of the newest checkpoint of the run, the examples the first of its validation set (of what it was trained on where it has none).\n' +
    'With --passes, dropout is left on as often, each time dropping other numbers: an ensemble. Mean and standard deviation of each output are shown beside\n' +
    'what the model says without; batch normalization goes by its moving averages all the same, and nothing is changed.\n' +
    runHelp,
  options: {
    passes: { value: 'N', help: `passes with dropout left on, up to ${mostPasses} (default 0: none)` },
    count: { value: 'N', help: `how many examples, up to ${mostExamples} (default 10)` },
    sample: { value: 'N', help: 'one example of the data set in their place' },
    seed: { value: 'N', help: 'another number draws other masks (default 0)' },
    engine: { value: 'NAME', help: `${engineChoices.join(', ')} (default: that of the run)` },
    best: { help: 'the weights that Best checkpoint kept, in place of the newest' },
    json: { help: 'prints all as one JSON object' },
  },
  count: [1, 1],
  run: (context, [run = ''], options) => {
    const asked = {
      passes: wholeNumber(options, 'passes', 0, mostPasses) ?? 0,
      count: wholeNumber(options, 'count', 1, mostExamples) ?? 10,
      example: wholeNumber(options, 'sample', 0) ?? null,
      seed: wholeNumber(options, 'seed', 0, 2 ** 31 - 1) ?? 0,
      engine: oneOf(options, 'engine', engineChoices),
      weights: options['best'] === true ? ('best' as const) : ('newest' as const),
    };
    return withClient(context, async (client) => {
      const found = await findRun(client, run);
      const said = await client.call('predictExamples', { run: found.id, ...asked });
      if (options['json'] === true) context.print(JSON.stringify(said));
      else context.print(predictionWords(said, found));
      return 0;
    });
  },
};

/** What a run says of examples, as tables of its Outputs; columns that would say nothing are left out. */
export function predictionWords(said: Predictions, { number, projectName }: RunRow): string {
  const { passes, heads, drops } = said;
  const where = `Run ${number} of "${projectName}" after step ${said.step} (epoch ${said.epoch}), ${said.engine}`;
  const dropping = passes === 0 ? 'dropout off' : `${plural(passes, 'pass', 'passes')} with dropout left on in ${drops.join(', ')}`;
  const blocks = heads.map((head, at) => {
    const rows = said.examples.flatMap(({ row, targets, outputs }) => {
      const { plain = [], mean = [], deviation = [] } = outputs[at] ?? {};
      const most = Math.min(listed, plain.length);
      const lines = Array.from({ length: most }, (_, place) => [
        place === 0 ? String(row) : '',
        place === 0 ? targets.map(({ words: text }) => text).join(', ') : '',
        head.classes?.length === plain.length ? (head.classes[place] ?? '') : String(place),
        metric(plain[place] ?? 0),
        ...(passes === 0 ? [] : [metric(mean[place] ?? 0), metric(deviation[place] ?? 0)]),
      ]);
      return plain.length > most ? [...lines, ['', '', `and ${plain.length - most} more`, '']] : lines;
    });
    // What the model says is without dropout only where it is set against what it says with it.
    const titles =
      passes === 0 ? ['EXAMPLE', 'TARGET', 'OUTPUT', 'VALUE'] : ['EXAMPLE', 'TARGET', 'OUTPUT', 'WITHOUT', 'MEAN', 'DEVIATION'];
    // The single number of a head needs no place, and where nothing is known of what is right there is no target.
    const idle = (column: number): boolean =>
      column === 1
        ? rows.every((row) => row[1] === '')
        : column === 2 && head.classes === null && said.examples.every(({ outputs }) => (outputs[at]?.plain.length ?? 0) <= 1);
    const shown = titles.flatMap((_, column) => (idle(column) ? [] : [column]));
    const kept = (row: readonly string[]): string[] => shown.map((column) => row[column] ?? '');
    const right = shown.flatMap((column, place) => (column === 1 || column === 2 ? [] : [place]));
    return [...(heads.length > 1 ? [head.name] : []), table(kept(titles), rows.map(kept), right), ...summary(head)].join('\n');
  });
  return [`${where}: ${dropping}`, '', blocks.join('\n\n')].join('\n');
}

function summary({ right, rightByMean, spread }: Predictions['heads'][number]): string[] {
  const share = (value: number): string => `${(100 * value).toFixed(1)} %`;
  const parts = [
    ...(right === null ? [] : [`right ${share(right)}`]),
    ...(rightByMean === null ? [] : [`by the mean ${share(rightByMean)}`]),
    ...(spread === null ? [] : [`mean deviation ${metric(spread)}`]),
  ];
  return parts.length === 0 ? [] : [`Over all examples asked for: ${parts.join(', ')}`];
}
