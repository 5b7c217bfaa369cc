import { useState, type ReactNode } from 'react';
import { parseValue } from '../../shared/catalogue/parseValues.ts';
import type { FloatParam, IntParam, Param, Value } from '../../shared/catalogue/params.ts';
import { NumberInput, type ParsedNumber } from '../ui/NumberInput.tsx';
import { SelectInput } from '../ui/SelectInput.tsx';
import { Slider } from '../ui/Slider.tsx';
import { sentence } from '../ui/sentence.ts';
import { TextInput } from '../ui/TextInput.tsx';
import { Toggle } from '../ui/Toggle.tsx';
import { itemsOf, titleOf, type ParamFieldProps } from './fieldProps.ts';
import { ClassNumbersField } from './ClassNumbersField.tsx';
import { ExpressionField } from './ExpressionField.tsx';
import { FilesField } from './FilesField.tsx';
import { FieldRow } from './FieldRow.tsx';
import { ItemField } from './ItemField.tsx';
import { ItemsField } from './ItemsField.tsx';
import { MetricField } from './MetricField.tsx';
import { OptionalField } from './OptionalField.tsx';
import { ShapeField } from './ShapeField.tsx';
import { SizeField } from './SizeField.tsx';

/** The field of one parameter, whatever its kind. */
export function ParamField(props: ParamFieldProps) {
  const { name, param, value, onChange, columns } = props;
  const [refused, setRefused] = useState<{ readonly problem: string; readonly left: boolean } | null>(null);
  const onProblem = (problem: string | null, left = false): void => setRefused(problem === null ? null : { problem, left });
  const title = titleOf(name, param);
  const problems = refused
    ? [`${sentence(refused.problem)} ${refused.left ? 'It is' : 'Still'} ${showValue(value)}${refused.left ? ' as before' : ''}.`]
    : props.problems;
  const row = (control: (describedBy: string | undefined) => ReactNode, wide = false): ReactNode => (
    <FieldRow name={name} title={title} help={param.help + bounds(param)} problems={problems} wide={wide}>
      {control}
    </FieldRow>
  );
  const invalid = refused ? !refused.left : problems.length > 0;
  switch (param.type) {
    case 'int':
    case 'float':
      return row((describedBy) => (
        <>
          <NumberInput
            label={title}
            value={Number(value)}
            check={checkNumber(param)}
            step={param.type === 'int' ? 1 : floatStep(Number(value))}
            min={param.min}
            max={param.max}
            invalid={invalid}
            describedBy={describedBy}
            onProblem={onProblem}
            onCommit={(next) => onChange(next, name)}
          />
          {param.type === 'float' && param.slide && (
            <Slider label={`${title}, slider`} value={Number(value)} ends={param.slide} onChange={(next) => onChange(next, name)} />
          )}
        </>
      ));
    case 'graph':
      // Chosen by drawing, and opened on the canvas.
      return null;
    case 'bool':
      return row((describedBy) => (
        <Toggle label={title} checked={value === true} describedBy={describedBy} onChange={(next) => onChange(next, '')} />
      ));
    case 'choice':
      return row((describedBy) => (
        <SelectInput
          aria-label={title}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          value={String(value)}
          choices={param.choices.map((choice) => ({ value: choice, title: choice }))}
          onCommit={(next) => onChange(next, '')}
        />
      ));
    case 'text': {
      const classes = param.perClassOf === undefined ? [] : classesOf(columns, String(props.beside[param.perClassOf] ?? ''));
      if (classes.length > 0 && classes.length <= mostClasses)
        return row(
          () => (
            <ClassNumbersField
              title={title}
              classes={classes}
              text={String(value)}
              onProblem={onProblem}
              onCommit={(next, place) => onChange(next, `${name}/${place}`)}
            />
          ),
          true,
        );
      return row((describedBy) => (
        <TextInput
          aria-label={title}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          value={String(value)}
          live
          onCommit={(next) => onChange(next, name)}
        />
      ));
    }
    case 'metric':
      return row((describedBy) => (
        <MetricField
          title={title}
          value={String(value)}
          describedBy={describedBy}
          invalid={invalid}
          onCommit={(next) => onChange(next, '')}
        />
      ));
    case 'expression':
      return row(
        (describedBy) => (
          <ExpressionField {...props} param={param} title={title} describedBy={describedBy} invalid={invalid} onProblem={onProblem} />
        ),
        true,
      );
    case 'column': {
      const fitting = columns.filter((column) => column.role === param.role);
      const missing = value !== '' && !fitting.some((column) => column.name === value);
      return row((describedBy) => (
        <SelectInput
          aria-label={title}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          value={String(value)}
          choices={[
            { value: '', title: 'Automatic' },
            ...fitting.map((column) => ({ value: column.name, title: column.name })),
            ...(missing ? [{ value: String(value), title: `${String(value)} (not in the data)` }] : []),
          ]}
          onCommit={(next) => onChange(next, '')}
        />
      ));
    }
    case 'size':
      return row((describedBy) => (
        <SizeField {...props} param={param} title={title} describedBy={describedBy} invalid={invalid} onProblem={onProblem} />
      ));
    case 'shape':
    case 'ints':
      return row((describedBy) => (
        <ShapeField {...props} param={param} title={title} describedBy={describedBy} invalid={invalid} onProblem={onProblem} />
      ));
    case 'optional':
      return param.of.type === 'item' ? (
        <ItemField {...props} param={param.of} title={title} problems={problems} optional none={param.none} />
      ) : (
        <OptionalField {...props} param={param} title={title} problems={problems} field={ParamField} />
      );
    case 'files':
      return <FilesField {...props} param={param} title={title} problems={problems} />;
    case 'item':
      return <ItemField {...props} param={param} title={title} problems={problems} />;
    case 'items':
      return row(
        () => (
          <ItemsField
            title={title}
            param={param}
            value={itemsOf(value)}
            beside={props.beside}
            columns={columns}
            onChange={onChange}
            form={props.form}
          />
        ),
        true,
      );
  }
}

/** Classes up to which each has a field of its own. */
const mostClasses = 30;
/** The classes of a column; '' = of the one that is the target. */
const classesOf = (columns: ParamFieldProps['columns'], named: string): readonly string[] =>
  columns.find(({ name, role }) => (named === '' ? role === 'target' : name === named))?.classes ?? [];

const showValue = (value: Value): string => (Array.isArray(value) ? value.join(' × ') : String(value));

/** The bounds of a number, for its help. */
function bounds(param: Param): string {
  if (param.type !== 'int' && param.type !== 'float') return '';
  const { min, max } = param;
  const above = param.type === 'float' && param.exclusiveMin === true;
  const below = param.type === 'float' && param.exclusiveMax === true;
  const parts = [
    ...(min === undefined ? [] : [`${above ? 'above' : 'at least'} ${min}`]),
    ...(max === undefined ? [] : [`${below ? 'below' : 'at most'} ${max.toLocaleString('en-US')}`]),
  ];
  return parts.length === 0 ? '' : `\n${sentence(parts.join(', '))}`;
}

function checkNumber(param: IntParam | FloatParam): (value: number) => ParsedNumber {
  return (value) => {
    const parsed = parseValue(param, value);
    if ('problem' in parsed) return { problem: Number.isNaN(value) ? 'that is not a number' : parsed.problem };
    return { value: Number(parsed.value) };
  };
}

/** A step that changes the last telling digit: 0.001 -> 0.0001, 0.5 -> 0.01. */
function floatStep(value: number): number {
  if (value === 0) return 0.01;
  return 10 ** Math.floor(Math.log10(Math.abs(value)) - (Math.abs(value) >= 0.1 ? 1 : 0)) / (Math.abs(value) >= 0.1 ? 1 : 10);
}
