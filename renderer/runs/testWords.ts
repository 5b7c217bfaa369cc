import { isLive } from '../../shared/run/runState.ts';
import type { RunRow, RunWeights } from '../../shared/ipc/rows.ts';
import { plural } from '../../shared/catalogue/plural.ts';
import { formatTime } from '../ui/formatNumber.ts';

interface TestChoice {
  readonly weights: RunWeights;
  readonly title: string;
  /** It can be asked for now. */
  readonly open: boolean;
}

/** How the test set can be evaluated with a run: with its newest weights, and with the best where they were kept besides. */
export function testChoices(run: RunRow): readonly TestChoice[] {
  const open = run.hasCheckpoint && !isLive(run.state) && run.testExamples !== 0;
  if (run.testExamples === 0) return [{ weights: 'newest', title: 'Test (no test examples held out)', open }];
  if (run.bestEpoch === null) return [{ weights: 'newest', title: 'Test', open }];
  return [
    { weights: 'best', title: `Test the best weights (epoch ${run.bestEpoch})`, open },
    { weights: 'newest', title: `Test the newest weights (epoch ${run.epoch})`, open },
  ];
}

/** When the test set was looked at last, with which weights, and how often; empty when never. */
export function testWords({ tests }: Pick<RunRow, 'tests'>): string {
  const last = tests.at(-1);
  if (!last) return '';
  const often = tests.length === 1 ? '' : ` Looked at ${plural(tests.length, 'time')}: what is chosen by it is no longer judged by it.`;
  return `Tested ${formatTime(last.time)} with the ${last.weights} weights, of epoch ${last.epoch}.${often}`;
}
