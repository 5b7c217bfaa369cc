/** Something wrong in a project, on the thing that causes it, in words that name a fix. */
export interface Problem {
  /** `error` stops training; `warning` is advice. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** Where it shows. None of them = the whole model. */
  readonly node?: string;
  readonly edge?: string;
  readonly port?: string;
  readonly param?: string;
  /** The groups that have to be opened to see it, by their nodes, from the outermost; absent = it shows in the outermost graph. */
  readonly within?: readonly string[];
  /** It is the problem of a block inside the group on which it shows, told there too. */
  readonly inside?: boolean;
  /** A training or data choice rather than the graph. */
  readonly section?: 'training' | 'data';
}
