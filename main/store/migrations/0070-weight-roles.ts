import type { Migration } from './migration.ts';

/** A weight's param, as plans of older runs have it, and what such a weight is to its block. */
const roles = {
  kernel: ['kernel', 'recurrent', 'depthwise', 'pointwise', 'embeddings'],
  bias: ['bias', 'beta'],
  scale: ['gamma', 'alpha'],
};

const lifted = Object.entries(roles)
  .flatMap(([role, params]) => params.map((param) => [role, param] as const))
  .reduce((plan, [role, param]) => `replace(${plan}, '"param":"${param}"', '"role":"${role}","param":"${param}"')`, 'plan');

/** Weights know what they are to their block: by that, and not by its shape, the penalty of a whole model finds the kernels of a run that goes on. */
export const weightRoles: Migration = { number: 70, sql: `UPDATE runs SET plan = ${lifted};` };
