import { Fragment, useId, useState } from 'react';
import { ChevronRight } from 'lucide-react';
import { applies, type Param, type Value } from '../../shared/catalogue/params.ts';
import { defaultValues, parseValues } from '../../shared/catalogue/parseValues.ts';
import { cx } from '../ui/cx.ts';
import type { ParamFormProps } from './fieldProps.ts';
import { ParamField } from './ParamField.tsx';

const sameValue = (a: Value | undefined, b: Value | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A form drawn from declared parameters; the advanced ones lie folded under "More", but for those that say something else than their default. */
export function ParamForm({ params, values, problems, columns, onChange, below = {} }: ParamFormProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const parsed = parseValues(params, values).values;
  const all = Object.entries(params).filter(([, param]) => applies(param, parsed));
  // Once out of the fold a field stays, and none leaves it while it is open: nothing jumps from under the hands.
  const [told, setTold] = useState<ReadonlySet<string>>(new Set());
  const defaults = defaultValues(params);
  const said = all.filter(([name, param]) => param.advanced === true && !told.has(name) && !sameValue(parsed[name], defaults[name]));
  if (!open && said.length > 0) setTold(new Set([...told, ...said.map(([name]) => name)]));
  const folded = ([name, param]: [string, Param]): boolean => param.advanced === true && !told.has(name);
  const plain = all.filter((own) => !folded(own));
  const advanced = all.filter(folded);
  const shown = open || advanced.some(([name]) => problems.some((problem) => problem.param === name));
  const field = ([name, param]: [string, Param]) => {
    const value: Value | undefined = parsed[name];
    return value === undefined ? null : (
      <Fragment key={name}>
        <ParamField
          name={name}
          param={param}
          value={value}
          beside={parsed}
          columns={columns}
          form={ParamForm}
          problems={problems.filter((problem) => problem.param === name).map(({ message }) => message)}
          onChange={(next, step) => onChange({ ...parsed, [name]: next }, step)}
        />
        {below[name]}
      </Fragment>
    );
  };
  return (
    <div>
      {plain.map(field)}
      {advanced.length > 0 && (
        <>
          <button
            type="button"
            aria-expanded={shown}
            aria-controls={id}
            onClick={() => setOpen(!shown)}
            className="flex h-7 items-center gap-0.5 rounded-sm text-xs text-muted hover:text-ink"
          >
            <ChevronRight className={cx('size-3.5 transition-transform', shown && 'rotate-90')} />
            {shown ? 'Less' : `More (${advanced.length})`}
          </button>
          {shown && <div id={id}>{advanced.map(field)}</div>}
        </>
      )}
    </div>
  );
}
