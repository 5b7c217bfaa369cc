import { buildPlan } from '../../plan/buildPlan.ts';
import type { Finding } from './finding.ts';
import { batchNormAfterConvolution } from './model/batchNormAfterConvolution.ts';
import { batchNormBeforeActivation } from './model/batchNormBeforeActivation.ts';
import { highDropout } from './model/highDropout.ts';
import { linearScaling } from './model/linearScaling.ts';
import type { ModelCase, ModelRule, RunCase, RunRule } from './rule.ts';
import { explodingGradients } from './runs/explodingGradients.ts';
import { lossExplodes } from './runs/lossExplodes.ts';
import { lossNeverFalls } from './runs/lossNeverFalls.ts';
import { lossNotFinite } from './runs/lossNotFinite.ts';
import { overfitting } from './runs/overfitting.ts';
import { saturation } from './runs/saturation.ts';
import { vanishingGradients } from './runs/vanishingGradients.ts';

/** Rules that judge a document before it is trained. */
export const modelRules: readonly ModelRule[] = [batchNormBeforeActivation, batchNormAfterConvolution, highDropout, linearScaling];
/** Rules that judge what a run has measured, the gravest first. */
export const runRules: readonly RunRule[] = [
  lossNotFinite,
  lossExplodes,
  explodingGradients,
  vanishingGradients,
  lossNeverFalls,
  overfitting,
  saturation,
];

/** What the doctor says of a project by itself. */
export const examineModel = (model: ModelCase): readonly Finding[] =>
  modelRules.flatMap(({ kind, title, reason, find }) => find(model).map((found) => ({ rule: kind, title, reason, ...found })));

/** What the doctor says of a run as far as it has come. */
export function examineRun(run: Omit<RunCase, 'layers' | 'phases'>): readonly Finding[] {
  const built = buildPlan(run.document);
  const { layers, phases } = 'plan' in built ? built.plan : { layers: [], phases: [] };
  const own: RunCase = { ...run, layers, phases: phases.length };
  const findings: Finding[] = [];
  for (const { kind, title, reason, settles, find } of runRules) {
    const found = find(own);
    findings.push(...found.map((each) => ({ rule: kind, title, reason, ...each })));
    if (settles && found.length > 0) break;
  }
  return findings;
}
