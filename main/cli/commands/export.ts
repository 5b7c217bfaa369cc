import { resolve } from 'node:path';
import { oneOf, type Command } from '../command.ts';
import { findRun, runHelp } from '../findRun.ts';
import { bytes } from '../format.ts';
import { withClient } from '../withClient.ts';

export const exportCommand: Command = {
  name: 'export',
  operands: 'RUN',
  summary: 'writes the trained model of a run in a format that others read, and proves it',
  help: runHelp,
  options: {
    format: { value: 'FORMAT', help: 'tfjs: a TensorFlow.js model (layers, or a graph where they cannot say it) with a page to try it' },
    out: { short: 'o', value: 'DIR', help: 'an empty or new folder; by default a new one in the data folder' },
    best: { help: 'the weights that Best checkpoint kept, in place of the newest' },
    json: { help: 'prints the result as one JSON object' },
  },
  count: [1, 1],
  run: (context, [run = ''], options) => {
    const format = oneOf(options, 'format', ['tfjs']) ?? 'tfjs';
    const out = options['out'];
    return withClient(context, async (client) => {
      const result = await client.call('exportRun', {
        run: (await findRun(client, run)).id,
        format,
        ...(options['best'] === true ? { weights: 'best' as const } : {}),
        ...(typeof out === 'string' ? { directory: resolve(context.directory, out) } : {}),
      });
      if (options['json'] === true) context.print(JSON.stringify(result));
      else {
        const size = result.files.reduce((sum, file) => sum + file.bytes, 0);
        context.print(
          `Exported to ${result.directory} (${result.files.length} files, ${bytes(size)}).\n` +
            (result.reason === null ? '' : `It is a graph model, opened with tf.loadGraphModel: ${result.reason}.\n`) +
            `Read back and compared on ${result.samples} validation examples: largest difference ${result.largestDifference === 0 ? '0' : result.largestDifference.toExponential(1)}.`,
        );
      }
      return 0;
    });
  },
};
