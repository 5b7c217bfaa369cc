import type { Command } from '../command.ts';

export const serveCommand: Command = {
  name: 'serve',
  operands: '',
  summary: 'opens the studio in a browser, on this machine only',
  options: {
    port: { value: 'N', help: 'the port to use; any free one by default' },
    open: { help: 'opens the default browser' },
  },
  count: [0, 0],
  run: ({ serve }, _, options) =>
    serve([...(typeof options['port'] === 'string' ? ['--port', options['port']] : []), ...(options['open'] === true ? ['--open'] : [])]),
};
