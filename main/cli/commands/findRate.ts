import { resolve } from 'node:path';
import { formatDocument } from '../../../shared/graph/parseDocument.ts';
import { toJson } from '../../../shared/graph/toJson.ts';
import type { RateTest } from '../../../shared/ipc/rows.ts';
import { buildPlan } from '../../../shared/plan/buildPlan.ts';
import { withLearningRate } from '../../../shared/plan/phaseOptimizers.ts';
import { engineChoices } from '../../../shared/run/engines.ts';
import { goesBy } from '../../../shared/run/goesBy.ts';
import { projectOptions } from '../changedProject.ts';
import { chosenProject } from '../chosenProject.ts';
import { exitCodes, oneOf, UsageError, type Command } from '../command.ts';
import { table } from '../format.ts';
import { refuse } from '../loadProject.ts';
import { withClient } from '../withClient.ts';
import { writeProject } from '../writeProject.ts';

export const findRateCommand: Command = {
  name: 'find-rate',
  operands: 'FILE|TEMPLATE',
  summary: 'proposes a learning rate by a range test: trains a copy for 120 steps at rising rates',
  help:
    'Where the loss falls the quickest is a good rate; where it turns up, rates are too large (arXiv 1506.01186). Nothing of the copy is kept.\n' +
    'With --json it prints the proposal and all points, [rate, smoothed loss], as one JSON object.',
  options: {
    phase: { value: 'NAME', help: 'of a training with several phases, the one whose rate is looked for' },
    ...projectOptions,
    apply: { help: 'writes the proposed rate into the file, with the choices that are given here' },
    engine: { value: 'NAME', help: engineChoices.join(', ') },
    json: { help: 'prints all as one JSON object' },
  },
  count: [1, 1],
  async run(context, [target = ''], options) {
    const engine = oneOf(options, 'engine', engineChoices);
    const { document, template, said } = chosenProject(target, context.directory, options);
    const apply = options['apply'] === true;
    if (apply && template) throw new Error(`${target} is a template: write it to a file first, with "netloom new ${target}".`);
    const built = buildPlan(document);
    if ('problems' in built) return refuse(context, document, built.problems);
    const { rates } = goesBy(document);
    const asked = typeof options['phase'] === 'string' ? options['phase'] : '';
    const own = rates.find(({ phase }) => phase === asked);
    if (!own) throw new UsageError(refusal(asked, rates));
    const phase = asked === '' ? undefined : asked;
    if (options['json'] !== true) for (const words of said) context.print(words);
    const test = await withClient(context, (client) => client.call('findLearningRate', { document, engine, phase }));
    const { points, proposed } = test;
    if (options['json'] === true)
      context.print(JSON.stringify({ project: document.id, ...(phase && { phase }), proposed, now: own.rate, points }));
    else context.print(curve(test, own.rate));
    if (proposed === null) {
      context.warn('No rate made the loss fall: look for a problem in the model or the data, or try another optimizer.');
      return exitCodes.problem;
    }
    const of = phase === undefined ? '' : ` of ${phase}`;
    if (apply) {
      const training = { ...document.training, ...toJson(withLearningRate(document.training, phase ?? null, proposed)) };
      writeProject(resolve(context.directory, target), target, formatDocument({ ...document, training }), true);
    }
    if (options['json'] !== true)
      context.print(
        apply
          ? `The learning rate${of} in ${target} is ${proposed} now; it was ${own.rate ?? 0}.`
          : `Proposed learning rate${of}: ${proposed}. It is ${own.rate ?? 0} now.${template ? '' : ' Write it into the file with --apply.'}`,
      );
    return exitCodes.ok;
  },
};

function refusal(asked: string, rates: readonly { readonly phase: string }[]): string {
  const names = rates.map(({ phase }) => phase).filter((name) => name !== '');
  if (names.length === 0) return `There is no phase "${asked}": this training has none, and one learning rate.`;
  const list = names.join(', ');
  return asked === ''
    ? `This training has a learning rate for each phase: name one with --phase, of ${list}.`
    : `There is no phase "${asked}": there are ${list}.`;
}

/** Rows of the table, and signs of its longest bar. */
const [rows, width] = [20, 40];

/** The smoothed loss over rates that rise by one factor, with the proposal and the present rate beside theirs. */
export function curve({ points, proposed }: RateTest, now: number | null): string {
  const every = Math.max(1, Math.ceil(points.length / rows));
  const shown = points.filter((_, at) => at % every === 0 || at === points.length - 1);
  const losses = shown.map(([, loss]) => loss);
  const low = Math.min(...losses);
  // What explodes at the end would make a line of all that comes before it.
  const high = Math.min(Math.max(...losses), low + ((losses[0] ?? low) - low) * 1.6 + 1e-9);
  /** The row whose rate is nearest, as rates go: by their factor. */
  const nearest = (rate: number | null): number =>
    rate === null || rate <= 0
      ? -1
      : shown.reduce(
          (best, [own], at) => (Math.abs(Math.log(own / rate)) < Math.abs(Math.log((shown[best]?.[0] ?? own) / rate)) ? at : best),
          0,
        );
  const [at, is] = [nearest(proposed), nearest(now)];
  return table(
    ['RATE', 'LOSS', ''],
    shown.map(([rate, loss], row) => {
      const share = high > low ? Math.min(1, (loss - low) / (high - low)) : 0;
      const marks = [...(row === at ? ['proposed'] : []), ...(row === is ? ['now'] : [])];
      return [
        rate.toExponential(1),
        loss.toPrecision(4),
        `${'▇'.repeat(1 + Math.round(share * (width - 1)))}${marks.length > 0 ? ` ◂ ${marks.join(', ')}` : ''}`,
      ];
    }),
    [0, 1],
  );
}
