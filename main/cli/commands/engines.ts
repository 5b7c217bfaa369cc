import { engineRows } from '../../core/engineRows.ts';
import type { Command } from '../command.ts';
import { table } from '../format.ts';

export const enginesCommand: Command = {
  name: 'engines',
  operands: '',
  summary: 'lists what can train on this machine, with the reason where it cannot',
  options: { json: { help: 'prints one JSON object a line' } },
  count: [0, 0],
  run({ print }, _, options) {
    const rows = engineRows('auto');
    if (options['json'] === true) for (const row of rows) print(JSON.stringify(row));
    else {
      const line = ({ name, version, device, reason, chosen }: (typeof rows)[number]): string[] => [
        `${name}${chosen ? ' *' : ''}`,
        version ?? '-',
        reason === null ? (device ?? '') : `not available: ${reason}`,
      ];
      print(`${table(['ENGINE', 'VERSION', 'DEVICE'], rows.map(line))}\n\n* trains when no engine is named`);
    }
    return 0;
  },
};
