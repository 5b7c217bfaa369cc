import { plural } from '../../shared/catalogue/plural.ts';
import type { RunRow } from '../../shared/ipc/rows.ts';
import { batchWords } from '../../shared/plan/batchWords.ts';
import { isBeyondUse, isBroken } from '../../shared/run/brokenLoss.ts';
import { memoryEnd } from '../../shared/run/memoryEnd.ts';
import { isResumable, resumesFromStart } from '../../shared/run/runState.ts';
import { trainedTime } from '../../shared/run/trainedTime.ts';
import type { CliContext } from './command.ts';
import type { TrainingListener } from './followTraining.ts';
import { duration, metrics as sayMetrics, speed } from './format.ts';
import { memoryWords } from './memoryWords.ts';
import { progressBar, progressText } from './progressBar.ts';

const endings = { finished: 'runFinished', stopped: 'runStopped', failed: 'runFailed', interrupted: 'runInterrupted' } as const;
const isEnding = (state: string): state is keyof typeof endings => Object.hasOwn(endings, state);

/** One flat JSON object a line, for programs. */
export function jsonReporter({ print }: Pick<CliContext, 'print'>): TrainingListener {
  const put = (event: string, run: RunRow, more: Readonly<Record<string, unknown>>): void =>
    // What is not known has no key, so that every value is a number or a text.
    print(JSON.stringify({ event, run: run.id, engine: run.engine, ...more }, (_, value: unknown) => value ?? undefined));
  return {
    started: (run) =>
      put('runStarted', run, {
        project: run.projectId,
        number: run.number,
        engineVersion: run.engineVersion,
        device: run.device,
        threads: run.threads,
        seed: run.seed,
        epochs: run.epochs,
        batchSize: run.batchSize,
        parameters: run.parameters,
        trainExamples: run.trainExamples,
        validationExamples: run.validationExamples,
        testExamples: run.testExamples,
        stepsPerEpoch: run.stepsPerEpoch,
        step: run.step,
      }),
    epochEnded: (run, epoch, metrics) => put('epochEnded', run, { epoch, ...metrics, msPerStep: run.msPerStep }),
    progress() {},
    noticed: (run, message) => put('notice', run, { message }),
    ended(run) {
      const event = isEnding(run.state) ? endings[run.state] : 'runInterrupted';
      const trained = trainedTime(run, Date.now());
      put(event, run, {
        epoch: run.epoch,
        step: run.step,
        ...run.metrics,
        msPerStep: run.msPerStep,
        seconds: trained === null ? null : trained / 1000,
        ...(run.reason === null ? {} : { reason: run.reason }),
      });
    },
  };
}

/** Lines for people, with a bar between them on a terminal. */
export function textReporter({ print, warn, terminal }: Pick<CliContext, 'print' | 'warn' | 'terminal'>): TrainingListener {
  const bar = terminal && progressBar(terminal);
  const line = (text: string): void => {
    bar?.clear();
    print(text);
  };
  return {
    started(run) {
      const examples = `${plural(run.trainExamples ?? 0, 'example')}, ${(run.validationExamples ?? 0).toLocaleString('en-US')} for validation`;
      line(
        `${run.projectName}, run ${run.number} (${run.id}): ${examples}; ${run.engine ?? ''} ${run.engineVersion ?? ''} on ${run.device ?? 'this machine'}`,
      );
      if (run.trainExamples !== null && run.batchSize >= run.trainExamples) line(batchWords(run.batchSize, run.trainExamples));
      if (run.step > 0) line(`It goes on from epoch ${run.epoch + 1}, step ${run.step}.`);
    },
    epochEnded: (run, epoch, metrics) =>
      line(
        [`Epoch ${epoch}/${run.epochs}`, plural(run.stepsPerEpoch ?? 0, 'step'), speed(run.msPerStep), sayMetrics(metrics)]
          .filter((part) => part !== '')
          .join('  '),
      ),
    noticed(_, message) {
      bar?.clear();
      warn(`Note: ${message}`);
    },
    progress: (run, epoch, metrics) =>
      bar?.draw(run.engine === null ? 'Preparing the engine and the data ...' : progressText(run, epoch, metrics)),
    ended(run) {
      bar?.clear();
      const trained = trainedTime(run, Date.now());
      const took = trained === null ? '' : ` after ${duration(trained)}`;
      if (run.state === 'finished')
        print(
          `Finished${took}.${run.reason === null ? '' : ` ${run.reason}`} Export it with: netloom export ${run.id} --format tfjs --out DIR`,
        );
      else {
        const how = run.state === 'interrupted' ? 'was interrupted' : run.state;
        warn(`Run ${run.number} ${how}${took}${run.reason === null ? '.' : `: ${run.reason}`}${goingOn(run)}`);
      }
    },
  };
}

/** What can be done about a run that did not come to its end, behind a space; '' for nothing. */
function goingOn(run: RunRow): string {
  if (isBeyondUse(run)) return ' "netloom doctor" says more.';
  if (memoryEnd(run)) return ` ${memoryWords(run)}`;
  if (!isResumable(run.state)) return '';
  if (isBroken(run)) return ` Go on from them with: netloom resume ${run.id} --learning-rate X.`;
  const from = resumesFromStart(run) ? 'it has no checkpoint yet and starts from the beginning' : 'it goes on from its last checkpoint';
  return ` Resume it with: netloom resume ${run.id} (${from}).`;
}
