import type { ComponentType, ReactNode } from 'react';
import type { Column } from '../../shared/catalogue/otherItems.ts';
import type { ItemValue, Param, Params, Value, Values } from '../../shared/catalogue/params.ts';
import type { ValueProblem } from '../../shared/catalogue/parseValues.ts';
import { toWords } from '../../shared/catalogue/toWords.ts';

export interface ParamFormProps {
  readonly params: Params;
  /** The values as they stand in the document; missing and bad ones show their defaults. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: readonly ValueProblem[];
  readonly columns: readonly Column[];
  /** All values, canonical. `step` names what was typed in: one such place is one step of undo; '' = a step by itself. */
  readonly onChange: (values: Values, step: string) => void;
  /** What is shown below a field, by the parameter's name. */
  readonly below?: Readonly<Record<string, ReactNode>>;
}

export interface ParamFieldProps<P extends Param = Param> {
  readonly name: string;
  readonly param: P;
  /** The value as it holds now, parsed. */
  readonly value: Value;
  /** All values of the form that it stands in. */
  readonly beside: Values;
  /** `step` names the field within this one, so that typing in one place is one step of undo. */
  readonly onChange: (value: Value, step: string) => void;
  readonly problems: readonly string[];
  /** Columns that a `column` parameter can name. */
  readonly columns: readonly Column[];
  /** Draws the parameters of a chosen item: a form holds fields, and such a field a form. */
  readonly form: ComponentType<ParamFormProps>;
}

/** What the field of one kind of parameter gets besides. */
export interface PartProps<P extends Param> extends ParamFieldProps<P> {
  readonly title: string;
  readonly describedBy?: string | undefined;
  /** What stands in the field, or holds, is not good. */
  readonly invalid: boolean;
  /** Told what is wrong with what was typed and not taken; null when all is well. `left`: the field has gone back to what holds. */
  readonly onProblem: (problem: string | null, left?: boolean) => void;
}

/** The name a parameter has in a form. */
export const titleOf = (name: string, param: Param): string => param.title ?? toWords(name);

export const isItem = (value: unknown): value is ItemValue => typeof value === 'object' && value !== null && !Array.isArray(value);
export const itemsOf = (value: Value): readonly ItemValue[] => (Array.isArray(value) ? value.filter(isItem) : []);
export const numbersOf = (value: Value): readonly number[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'number') : [];
