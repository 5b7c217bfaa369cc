import { resolve } from 'node:path';
import { kerasScript } from '../../../shared/codegen/kerasScript.ts';
import { scriptNotices } from '../../../shared/codegen/scriptNotices.ts';
import { buildPlan } from '../../../shared/plan/buildPlan.ts';
import { expectedSteps } from '../../../shared/plan/expectedSteps.ts';
import { exportScript, scriptName } from '../../export/keras/exportScript.ts';
import { projectOptions } from '../changedProject.ts';
import { chosenProject } from '../chosenProject.ts';
import { exitCodes, type Command } from '../command.ts';
import { bytes } from '../format.ts';
import { refuse } from '../loadProject.ts';
import { withClient } from '../withClient.ts';

export const codeCommand: Command = {
  name: 'code',
  operands: 'FILE|TEMPLATE',
  summary: 'writes a project as a Keras script in Python',
  help: 'Without --out it prints the script. With it, the script and the examples that it reads lie in that folder: run it there with "python train.py".',
  options: {
    out: { short: 'o', value: 'DIR', help: 'an empty or new folder for the script and its data' },
    ...projectOptions,
  },
  count: [1, 1],
  async run(context, [target = ''], options) {
    const { print, warn, directory } = context;
    const { document } = chosenProject(target, directory, options);
    const built = buildPlan(document);
    if ('problems' in built) return refuse(context, document, built.problems);
    for (const notice of scriptNotices(built.plan)) warn(`Note: ${notice}`);
    const { out } = options;
    if (typeof out !== 'string') print(kerasScript(built.plan, expectedSteps(document)).trimEnd());
    else {
      const target = resolve(directory, out);
      // Weights of other runs are known to the data folder only.
      const { directory: written, files } = built.plan.layers.some(({ initialFrom }) => initialFrom)
        ? await withClient(context, (client) => client.call('writeScript', { document, directory: target }))
        : await exportScript(built.plan, target);
      print(`Written to ${written}: ${files.map((file) => `${file.name} (${bytes(file.bytes)})`).join(', ')}.`);
      print(`Run it with: python ${scriptName}`);
    }
    return exitCodes.ok;
  },
};
