import { watches } from '../../../shared/catalogue/index.ts';
import { trainingParams } from '../../../shared/catalogue/trainingParams.ts';
import { buildPlan } from '../../../shared/plan/buildPlan.ts';
import { expectedExamples } from '../../../shared/plan/expectedSteps.ts';
import { weightFormatWords } from '../../../shared/plan/weightFormats.ts';
import { asTrained } from '../../../shared/run/asTrained.ts';
import { engineChoices } from '../../../shared/run/engines.ts';
import { requireEngine } from '../../core/runs/chooseEngine.ts';
import { changedName, projectOptions } from '../changedProject.ts';
import { chosenProject } from '../chosenProject.ts';
import { oneOf, UsageError, wholeNumber, type Command, type OptionValues } from '../command.ts';
import { refuse } from '../loadProject.ts';
import { sayFinding } from '../sayFinding.ts';
import { runBefore, scalingAdvice } from '../scalingAdvice.ts';
import { storeProject, storeTemplate, type StoredProject } from '../storeProject.ts';
import { parseWeightsFrom, startFrom } from '../weightsFrom.ts';
import { trainToEnd } from '../trainToEnd.ts';
import { withClient } from '../withClient.ts';

const becameWords: Readonly<Record<StoredProject['became'], string>> = {
  new: 'is new: the studio lists it.',
  changed: 'was there: this is its newest revision.',
  same: 'is unchanged: the run is added to it.',
};

/** The kinds of `--watch`; undefined where it is not given. */
function askedWatches(options: OptionValues): string[] | undefined {
  const text = options['watch'];
  if (typeof text !== 'string') return undefined;
  if (text === 'none') return [];
  const kinds = watches.map(({ kind }) => kind);
  return text.split(',').map((part) => {
    const kind = kinds.find((own) => own.toLowerCase() === part.trim().toLowerCase());
    if (kind === undefined)
      throw new UsageError(`--watch must be some of ${kinds.join(', ')}, with commas between, or none; not "${part.trim()}".`);
    return kind;
  });
}

export const trainCommand: Command = {
  name: 'train',
  operands: 'FILE|TEMPLATE',
  summary: 'trains a project and keeps the run; beside an open studio, the studio shows it',
  help:
    'A file is stored under its id as a new revision of the project, with the choices that are given here; the file itself stays as it is. Ctrl-C stops with a checkpoint, from which "netloom resume" or the studio can go on; a second one ends at once.\n' +
    'With --json each line is one flat object: runStarted, notice, epochEnded, and runFinished, runStopped, runFailed or runInterrupted.',
  options: {
    epochs: { value: 'N', help: "epochs to train, in place of the project's" },
    'batch-size': { value: 'N', help: "examples in a step, in place of the project's; full for all of them" },
    seed: { value: 'N', help: 'what everything random is drawn from' },
    limit: { value: 'N', help: 'only the first N training examples after the seeded shuffle' },
    ...projectOptions,
    'weights-from': {
      value: 'RUN|MODEL[:LAYER=LAYER,...]',
      help: `starts with the weights of another run (by its number or id), or of ${weightFormatWords}: of all layers that fit, or of those named, each by itself or as OWN=THEIRS`,
    },
    freeze: { help: 'with --weights-from: what comes from there is not trained' },
    watch: {
      value: 'NAME,...',
      help: `what is told of each layer after every epoch, in place of the project's: ${watches.map(({ kind }) => kind).join(', ')}, or none`,
    },
    engine: { value: 'NAME', help: engineChoices.join(', ') },
    json: { help: 'prints one JSON object a line' },
  },
  count: [1, 1],
  async run(context, [target = ''], options) {
    const limit = wholeNumber(options, 'limit', 1);
    const asWritten = {
      epochs: wholeNumber(options, 'epochs', 1, trainingParams.epochs.max),
      seed: wholeNumber(options, 'seed', 0, trainingParams.seed.max),
      limit,
      watch: askedWatches(options),
    };
    const full = options['batch-size'] === 'full';
    const size = full ? undefined : wholeNumber(options, 'batch-size', 1, trainingParams.batchSize.max);
    const engine = oneOf(options, 'engine', engineChoices);
    const asked = typeof options['weights-from'] === 'string' ? parseWeightsFrom(options['weights-from']) : null;
    if (options['freeze'] === true && !asked) throw new UsageError('--freeze goes with --weights-from.');
    const { document: changed, template, said } = chosenProject(target, context.directory, options);
    const loaded = template && said.length > 0 ? { ...changed, name: changedName(changed.name, options) } : changed;
    const overrides = { ...asWritten, batchSize: full ? expectedExamples(loaded, limit ?? null) : size };
    const built = buildPlan(loaded, overrides);
    if ('problems' in built) return refuse(context, loaded, built.problems);
    return await withClient(context, async (client, joined) => {
      // Before anything is stored: a command that is refused leaves nothing behind.
      requireEngine(engine ?? (await client.call('getSettings', {})).engine);
      const taken = asked && (await startFrom(client, loaded, asked, { freeze: options['freeze'] === true, directory: context.directory }));
      const document = taken?.document ?? loaded;
      const again = taken ? buildPlan(document, overrides) : built;
      if ('problems' in again) return refuse(context, document, again.problems);
      const { project, became } = await (template ? storeTemplate(client, document) : storeProject(client, document));
      if (options['json'] !== true) context.print(`The project "${project.name}" (${project.id}) ${becameWords[became]}`);
      if (options['json'] !== true) for (const words of said) context.print(words);
      if (taken && options['json'] !== true) context.print(taken.said);
      // The plan has what was chosen for this run alone.
      for (const finding of await scalingAdvice(client, asTrained(document, again.plan), await runBefore(client, project.id)))
        context.warn(sayFinding(finding));
      return await trainToEnd(
        context,
        client,
        joined,
        { json: options['json'] === true, layers: options['json'] !== true || overrides.watch !== undefined },
        () => client.call('startRun', { project: project.id, ...overrides, engine }),
      );
    });
  },
};
