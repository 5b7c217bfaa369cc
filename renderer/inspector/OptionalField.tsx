import { defaultValue } from '../../shared/catalogue/parseValues.ts';
import type { OptionalParam, PlainParam } from '../../shared/catalogue/params.ts';
import { Toggle } from '../ui/Toggle.tsx';
import type { ParamFieldProps } from './fieldProps.ts';
import { FieldRow } from './FieldRow.tsx';
import type { ComponentType } from 'react';

interface OptionalFieldProps extends ParamFieldProps<OptionalParam> {
  readonly title: string;
  /** Draws the field of the value itself. */
  readonly field: ComponentType<ParamFieldProps<PlainParam>>;
}

/** A value or none: a switch, and below it the field of the value where there is one. */
export function OptionalField({ name, param, value, title, problems, onChange, field: Field, ...others }: OptionalFieldProps) {
  const set = value !== null;
  return (
    <>
      <FieldRow name={name} title={title} help={`${param.help}\nOff: none.`} problems={set ? [] : problems}>
        {(describedBy) => (
          <Toggle
            label={title}
            checked={set}
            describedBy={describedBy}
            onChange={(next) => onChange(next ? defaultValue(param.of) : null, '')}
          />
        )}
      </FieldRow>
      {set && (
        <div role="group" aria-label={`${title}, value`} className="ml-1 border-l-2 border-edge pl-2">
          <Field {...others} name={name} param={{ ...param.of, title: 'Value' }} value={value} problems={problems} onChange={onChange} />
        </div>
      )}
    </>
  );
}
