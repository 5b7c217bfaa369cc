import type { TrainPlan } from '../plan/trainPlan.ts';
import { kerasJob } from './kerasJob.ts';
import { pythonText } from './pythonText.ts';
import { readExamples, scriptData } from './scriptExamples.ts';
import { recursionLines } from './scriptDepth.ts';
import { scriptEnsemble } from './scriptEnsemble.ts';
import { scriptFit } from './scriptFit.ts';
import { defineModel } from './scriptModel.ts';
import { namesOf, scriptNames } from './scriptNames.ts';
import { scriptNotices } from './scriptNotices.ts';
import { isFit } from './isFit.ts';
import { phaseClass, scriptPhases } from './scriptPhases.ts';
import { prepareModel } from './scriptPreparation.ts';
import { rateSources } from './scriptRates.ts';

/**
 * A plan as a Python script that Keras 3 runs as it is: define, compile, fit, evaluate; where `fit` has no words for its training, as phases that take turns in a loop.
 * `stepsPerEpoch` for schedules that count steps. The examples come from `data.npz`, the columns of the project split as the studio splits them: `train_<column>`,
 * `validation_<column>`, `test_<column>`; of the user's own files it has the rows of each part, `train_rows`, and the script reads the files where they lie.
 */
export function kerasScript(plan: TrainPlan, stepsPerEpoch: number): string {
  const phased = !isFit(plan);
  const job = kerasJob(plan);
  const defined = [...job.sources, ...rateSources(plan)];
  const python = pythonText(new Set(defined.flatMap(namesOf)));
  const notices = scriptNotices(plan);
  const name = scriptNames(plan, job, phased);
  const recursion = recursionLines(plan);
  const body = [
    ...(recursion === null ? [] : [recursion]),
    `keras.utils.set_random_seed(${plan.seed})\n`,
    readExamples(plan, phased),
    `# Define\n${defineModel(plan, job, name, python, phased)}\nmodel.summary()\n`,
    ...prepareModel(plan, job, name, python),
    ...(phased ? scriptPhases(plan, job, stepsPerEpoch, name, python) : scriptFit(plan, job, stepsPerEpoch, python)),
    // What chance feeds a model is drawn by the loop of its phases.
    ...(plan.inputs.some(({ noise }) => noise) ? [] : scriptEnsemble(plan)),
  ].join('\n');
  const head = `"""${plan.name.replaceAll(/["\\]/g, "'")}

Reads ${scriptData} beside it. Runs with Keras 3 on ${phased ? 'TensorFlow' : 'TensorFlow, JAX or PyTorch'}.
${notices.map((notice) => `\nNote: ${notice.replaceAll(/["\\]/g, "'")}\n`).join('')}"""

${recursion === null ? '' : 'import sys\n'}from pathlib import Path

import keras
import numpy as np
${phased ? 'import tensorflow as tf\n' : ''}from keras import layers
`;
  const own = defined.filter((source) => namesOf(source).some((found) => new RegExp(`\\b${found}\\b`).test(body)));
  const sources = [...own, ...(phased ? [phaseClass(plan)] : []), ...python.functions()];
  return [head, ...sources.map((source) => `\n${source.trim()}\n`), ...(sources.length > 0 ? [''] : []), body].join('\n');
}
