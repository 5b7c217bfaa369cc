import { templateRows } from '../../core/templateRows.ts';
import type { Command } from '../command.ts';
import { table } from '../format.ts';

export const templatesCommand: Command = {
  name: 'templates',
  operands: '',
  summary: 'lists the ready projects',
  options: {},
  count: [0, 0],
  run({ print }) {
    const rows = templateRows().map(({ id, title, dataset, parameters }) => [id, title, dataset, parameters.toLocaleString('en-US')]);
    print(table(['TEMPLATE', 'TITLE', 'DATA', 'PARAMETERS'], rows, [3]));
    return 0;
  },
};
