import type { FilesValue } from './foundFiles.ts';

/**
 * The kinds of parameter a catalogue item can have. A parameter is declared once here-style; form, validation, value types,
 * Keras arguments and documentation follow from it.
 */
export interface Described {
  /** One or two sentences for the inspector and the generated page. */
  readonly help: string;
  /** Label in the form; by default the parameter's name in words. */
  readonly title?: string;
  /** Shown folded under "More" in the form. */
  readonly advanced?: boolean;
  /** Means something only where another parameter of the list has this value: hidden in the form otherwise, and not told to Keras. */
  readonly when?: { readonly param: string; readonly is: string | number | boolean };
  /** May be changed of a run that is paused: it alters no shape and no weight, only what training makes of them. A number. */
  readonly whilePaused?: boolean;
}

export interface IntParam extends Described {
  readonly type: 'int';
  readonly default: number;
  readonly min?: number;
  readonly max?: number;
  /** Usual values, offered beside the field; any other may be typed in. */
  readonly offered?: readonly number[];
}
export interface FloatParam extends Described {
  readonly type: 'float';
  readonly default: number;
  readonly min?: number;
  readonly max?: number;
  /** Ends of a slider beside the number, where moving it shows something; the number itself may lie outside. */
  readonly slide?: readonly [number, number];
  /** The most that is usual, and where the block is given the inputs of the model: beyond it the doctor has advice. */
  readonly usual?: { readonly most: number; readonly atInput?: number };
  /** The bound itself is not allowed (rate < 1). */
  readonly exclusiveMax?: boolean;
  readonly exclusiveMin?: boolean;
}
export interface BoolParam extends Described {
  readonly type: 'bool';
  readonly default: boolean;
}
export interface ChoiceParam<C extends string = string> extends Described {
  readonly type: 'choice';
  readonly choices: readonly C[];
  readonly default: C;
}
/** Whole numbers side by side, each >= `min` and with a name of its own: height and width. A single number is accepted and means all. */
export interface SizeParam<T extends readonly number[] = readonly number[]> extends Described {
  readonly type: 'size';
  readonly parts: readonly string[];
  readonly default: T;
  readonly min: number;
  /** Whether they stand at the ends of axes; Keras takes those of several axes two by two: ((top, bottom), (left, right)). */
  readonly ends?: boolean;
}
export type Size2dParam = SizeParam<readonly [number, number]>;
/** Lengths of the axes of one example; `-1` (once) where `infer` is set means "what is left". */
export interface ShapeParam extends Described {
  readonly type: 'shape';
  readonly default: readonly number[];
  readonly infer?: boolean;
}
/** Whole numbers, as many as there are: axes. */
export interface IntsParam extends Described {
  readonly type: 'ints';
  readonly default: readonly number[];
  readonly min?: number;
  readonly max?: number;
}
export interface TextParam extends Described {
  readonly type: 'text';
  readonly default: string;
  /** Numbers, one for each class of the column that the parameter of this name chooses: the form has a field for each. */
  readonly perClassOf?: string;
}
/** A formula over the target `y` and the prediction `q` (`expression/parseExpression.ts`). */
export interface ExpressionParam extends Described {
  readonly type: 'expression';
  readonly default: string;
}
/** A graph of the project, by its id; '' = none. Not typed in: drawing a group makes it. */
export interface GraphParam extends Described {
  readonly type: 'graph';
  readonly default: '';
}
/** A column of the project's data set; '' = the one that fits by its role. */
export interface ColumnParam extends Described {
  readonly type: 'column';
  readonly role: 'feature' | 'target';
  readonly default: '';
}
/** A metric as a run reports it, `loss` or `val_accuracy`; '' = the loss, on the validation examples where there are any. */
export interface MetricParam extends Described {
  readonly type: 'metric';
  readonly default: '';
}
/** How files of the user's are read. */
export const fileReaders = ['arrays', 'table'] as const;

/** Files of the user's, with what was found in them: chosen, read once, and kept with the choice. */
export interface FilesParam extends Described {
  readonly type: 'files';
  /** How the files are read: as arrays of NumPy, or as a table of text. */
  readonly reads: (typeof fileReaders)[number];
  /** What may be named: the text of an empty field. */
  readonly wanted: string;
  readonly default: FilesValue;
}
/** One item of another list of the catalogue, with that item's own parameters. */
export interface ItemParam<F extends Family = Family> extends Described {
  readonly type: 'item';
  readonly family: F;
  readonly default: ItemValue;
}
/** Several items of one list, such as metrics. */
export interface ItemsParam<F extends Family = Family> extends Described {
  readonly type: 'items';
  readonly family: F;
  readonly default: readonly ItemValue[];
  /** An item may stand in the list several times, with other values. */
  readonly many?: boolean;
  /** Whether an item can be added beside these values of the list; by default each. */
  offers?(item: { readonly kind: string }, values: Values): boolean;
}

/** A parameter that may have no value at all: `None` in Keras. */
export interface OptionalParam<P extends PlainParam = PlainParam> extends Described {
  readonly type: 'optional';
  /** What the form calls no value, where that means something: `the project's`. By default `None`. */
  readonly none?: string;
  /** What the value is where there is one; its default is what it starts from when it is switched on. */
  readonly of: P;
  readonly default: Value;
}

/** The lists of the catalogue that a parameter can choose from. */
export type Family =
  | 'activations'
  | 'initializers'
  | 'regularizers'
  | 'constraints'
  | 'losses'
  | 'metrics'
  | 'watches'
  | 'optimizers'
  | 'schedules'
  | 'callbacks'
  | 'phases'
  | 'datasets';

/** A parameter that always has a value. */
export type PlainParam =
  | IntParam
  | FloatParam
  | BoolParam
  | ChoiceParam
  | SizeParam
  | ShapeParam
  | IntsParam
  | TextParam
  | ExpressionParam
  | GraphParam
  | ColumnParam
  | MetricParam
  | FilesParam
  | ItemParam
  | ItemsParam;
export type Param = PlainParam | OptionalParam;
export type Params = Readonly<Record<string, Param>>;

/** A chosen item: its kind and the values of its own parameters. */
export interface ItemValue {
  readonly kind: string;
  readonly values: Values;
}
export type Value = number | string | boolean | null | readonly number[] | ItemValue | readonly ItemValue[] | FilesValue;
export type Values = Readonly<Record<string, Value>>;

/** Whether a parameter means something beside these values. */
export const applies = ({ when }: Param, values: Values): boolean => when === undefined || values[when.param] === when.is;

/** What a parameter's value is where there is one. */
export const present = (param: Param): PlainParam => (param.type === 'optional' ? param.of : param);

/** The numbers of a value that is a list of them. */
export const numbersOf = (value: Value | undefined): readonly number[] =>
  Array.isArray(value) ? value.filter((entry: unknown) => typeof entry === 'number') : [];

/** Whether a value is a chosen item. */
export const isItem = (value: Value | undefined): value is ItemValue => typeof value === 'object' && value !== null && 'kind' in value;

/** Whether a value is a choice of files. */
export const isFiles = (value: Value | undefined): value is FilesValue => typeof value === 'object' && value !== null && 'path' in value;

export type ValueOf<P extends Param> =
  P extends OptionalParam<infer O>
    ? ValueOf<O> | null
    : P extends IntParam | FloatParam
      ? number
      : P extends BoolParam
        ? boolean
        : P extends ChoiceParam<infer C>
          ? C
          : P extends SizeParam<infer T>
            ? T
            : P extends ShapeParam | IntsParam
              ? readonly number[]
              : P extends FilesParam
                ? FilesValue
                : P extends ItemParam
                  ? ItemValue
                  : P extends ItemsParam
                    ? readonly ItemValue[]
                    : string;
/** The values of a parameter list, as the code that uses them sees them. */
export type ValuesOf<P extends Params> = { readonly [K in keyof P]: ValueOf<P[K]> };

export const int = (options: Omit<IntParam, 'type'>): IntParam => ({ type: 'int', ...options });
export const float = (options: Omit<FloatParam, 'type'>): FloatParam => ({ type: 'float', ...options });
export const bool = (options: Omit<BoolParam, 'type'>): BoolParam => ({ type: 'bool', ...options });
export const choice = <C extends string>(
  choices: readonly C[],
  options: Omit<ChoiceParam<NoInfer<C>>, 'type' | 'choices'>,
): ChoiceParam<C> => ({ type: 'choice', choices, ...options });
type SizeOptions<T extends readonly number[]> = Omit<SizeParam<T>, 'type' | 'parts' | 'ends'>;
/** Length of the axis of steps. */
export const size1d = (options: SizeOptions<readonly [number]>): SizeParam<readonly [number]> => ({
  type: 'size',
  parts: ['steps'],
  ...options,
});
export const size2d = (options: SizeOptions<readonly [number, number]>): Size2dParam => ({
  type: 'size',
  parts: ['height', 'width'],
  ...options,
});
export const size3d = (options: SizeOptions<readonly [number, number, number]>): SizeParam<readonly [number, number, number]> => ({
  type: 'size',
  parts: ['depth', 'height', 'width'],
  ...options,
});
/** Numbers at both ends of each axis, the ends named: top, bottom, left, right. */
export const edges = (parts: readonly string[], options: SizeOptions<readonly number[]>): SizeParam => ({
  type: 'size',
  parts,
  ends: true,
  ...options,
});
export const shape = (options: Omit<ShapeParam, 'type'>): ShapeParam => ({ type: 'shape', ...options });
export const ints = (options: Omit<IntsParam, 'type'>): IntsParam => ({ type: 'ints', ...options });
export const text = (options: Omit<TextParam, 'type'>): TextParam => ({ type: 'text', ...options });
export const expression = (options: Omit<ExpressionParam, 'type'>): ExpressionParam => ({ type: 'expression', ...options });
export const graphOf = (options: Omit<GraphParam, 'type' | 'default'>): GraphParam => ({ type: 'graph', default: '', ...options });
export const column = (options: Omit<ColumnParam, 'type' | 'default'>): ColumnParam => ({ type: 'column', default: '', ...options });
export const files = (options: Omit<FilesParam, 'type' | 'default'>): FilesParam => ({
  type: 'files',
  default: { path: '', found: null },
  ...options,
});
export const metric = (options: Omit<MetricParam, 'type' | 'default'>): MetricParam => ({ type: 'metric', default: '', ...options });
/** `from('activations', 'relu', {help})`: one item of a list. */
export const from = <F extends Family>(
  family: F,
  kind: string,
  options: Omit<ItemParam, 'type' | 'family' | 'default'> & { values?: Values },
): ItemParam<F> => {
  const { values = {}, ...described } = options;
  return { type: 'item', family, default: { kind, values }, ...described };
};
/** `several('metrics', ['accuracy'], {help})`: any number of items of a list, each once. */
export const several = <F extends Family>(
  family: F,
  kinds: readonly string[],
  options: Omit<ItemsParam, 'type' | 'family' | 'default'>,
): ItemsParam<F> => ({ type: 'items', family, default: kinds.map((kind) => ({ kind, values: {} })), ...options });
/** `optional(from('regularizers', 'l2', {help}))`: none by default; switched on, what the parameter within starts from. */
export const optional = <P extends PlainParam>(of: P, none?: string): OptionalParam<P> => {
  const { help, title, advanced, when } = of;
  return {
    type: 'optional',
    of,
    default: null,
    help,
    ...(none === undefined ? {} : { none }),
    ...(title === undefined ? {} : { title }),
    ...(advanced === undefined ? {} : { advanced }),
    ...(when === undefined ? {} : { when }),
  };
};
