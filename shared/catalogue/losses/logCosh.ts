import { defineLoss } from '../otherItems.ts';

export const logCosh = defineLoss({
  kind: 'logCosh',
  title: 'Log-cosh',
  short: 'log-cosh',
  summary: 'Squared for small errors, absolute for large ones, and smooth everywhere.',
  formula: 'mean(ln(cosh(q - y)))',
  params: {},
  keras: { name: 'LogCosh' },
  target: 'values',
  foldsIn: null,
});
