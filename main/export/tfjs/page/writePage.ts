import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { findDataset } from '../../../../shared/catalogue/index.ts';
import type { TrainPlan } from '../../../../shared/plan/trainPlan.ts';
import type { ModelArtifacts } from '../modelArtifacts.ts';

interface PageOptions {
  readonly plan: TrainPlan;
  readonly folder: string;
  readonly artifacts: ModelArtifacts;
  /** Why it is no layers model, in words. */
  readonly reason: string | null;
  readonly specs: readonly object[];
  readonly bytes: Uint8Array;
}

/** Files of the page as they lie in assets/. */
const files = ['index.html', 'page.css', 'page.js'] as const;

/**
 * Writes a small page that uses the exported model: draw or choose a picture, or type numbers. It works from any web server and by opening
 * the file itself: browsers do not let such a page read model.json, so the model also lies in a script, `model.js`.
 */
export async function writePage({ plan, folder, artifacts, reason, specs, bytes }: PageOptions): Promise<void> {
  const own = new URL('./assets/', import.meta.url);
  const data = {
    title: plan.name,
    inputs: plan.inputs.map(({ name, column, spec }) => ({ name, column, shape: spec.shape, tokens: tokensOf(plan, column) })),
    outputs: plan.heads.map(({ name, column, classes, spec }) => ({ name, column, classes, shape: spec.shape })),
    model: {
      format: artifacts.format,
      modelTopology: artifacts.topology,
      ...(artifacts.signature && { signature: artifacts.signature }),
      weightSpecs: specs,
      weightData: Buffer.from(bytes).toString('base64'),
    },
  };
  // "<" cannot end the script early, whatever the project is called.
  await writeFile(join(folder, 'model.js'), `window.netloomModel = ${JSON.stringify(data).replaceAll('<', '\\u003c')};\n`);
  for (const name of files) await writeFile(join(folder, name), await readFile(new URL(name, own)));
  const tfjs = createRequire(import.meta.url).resolve('@tensorflow/tfjs/dist/tf.min.js');
  await copyFile(tfjs, join(folder, 'tf.min.js'));
  await writeFile(join(folder, 'README.txt'), readme(plan, artifacts.format, reason));
}

/** What the whole numbers of a column stand for: signs or words; null where they are numbers. */
function tokensOf({ data: { dataset } }: TrainPlan, column: string | null): readonly string[] | null {
  const { columns } = findDataset(dataset.kind);
  return columns(dataset.values).find(({ name }) => name === column)?.tokens ?? null;
}

const loaders = { 'layers-model': 'loadLayersModel', 'graph-model': 'loadGraphModel' } as const;

const readme = (
  plan: TrainPlan,
  format: ModelArtifacts['format'],
  reason: string | null,
): string => `${plan.name}, exported by Netloom for TensorFlow.js

index.html   open it in a browser to try the model
model.json   the model; load it with  await tf.${loaders[format]}('model.json')
weights.bin  its weights
model.js     the same model for index.html opened as a file
tf.min.js    TensorFlow.js 4.22.0 (Apache License 2.0), so that the page needs no network
${reason === null ? '' : `\nIt is a graph model: ${reason}.\n`}
Inputs
${plan.inputs.map((input) => `  ${input.name}: float32 [batch, ${input.spec.shape.join(', ')}], as in the column "${input.column}"; preprocessing is part of the model`).join('\n')}
Outputs
${plan.heads.map((head) => `  ${head.name}: [batch, ${head.spec.shape.join(', ')}]${head.classes ? `; classes in order: ${head.classes.join(', ')}` : ''}`).join('\n')}
`;
