import type { RunRow } from '../../shared/ipc/rows.ts';
import { plural } from '../../shared/catalogue/plural.ts';
import { editWords } from '../../shared/run/runEdit.ts';
import { trainedTime } from '../../shared/run/trainedTime.ts';
import { duration, metrics as sayMetrics } from './format.ts';

/** A run in words: how it stands, how far it is, what was changed of it, its numbers, and `layers`, what was watched of them. */
export function runWords(run: RunRow, layers: string | null): string {
  const { number, projectName, state, reason, engine, epoch, epochs, step, batchSize, trainExamples, seed, edits } = run;
  const trained = trainedTime(run, Date.now());
  const epochsDone = epoch === epochs ? plural(epoch, 'epoch') : `${epoch} of ${epochs} epochs`;
  return [
    `Run ${number} of "${projectName}" (${run.id}): ${state}${reason === null ? '' : `: ${reason}`}`,
    `${epochsDone}, ${plural(step, 'step')} of ${plural(Math.min(batchSize, trainExamples ?? batchSize), 'example')}${trained === null ? '' : `, ${duration(trained)}`}; ${engine ?? 'no engine yet'}, seed ${seed}`,
    // How a run stands may say its changes already.
    ...edits.map((own) => editWords(own.edit, own.step)).filter((words) => reason?.includes(words) !== true),
    sayMetrics(run.metrics),
    '',
    layers ?? 'Nothing of the layers was watched. Train with --watch gradientNorm,saturation to see in which of them learning stops.',
  ].join('\n');
}
