/** Whether an input or a head reads a column of the data set. */
export const hasColumn = <T extends { readonly column: string | null }>(part: T): part is T & { readonly column: string } =>
  part.column !== null;

/** The columns that a plan reads, each once. */
export const planColumns = (plan: {
  readonly inputs: readonly { readonly column: string | null }[];
  readonly heads: readonly { readonly column: string | null }[];
}): readonly string[] => [...new Set([...plan.inputs, ...plan.heads].filter(hasColumn).map(({ column }) => column))];
