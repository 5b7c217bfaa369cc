import { X } from 'lucide-react';
import { families } from '../../shared/catalogue/index.ts';
import { defaultValues } from '../../shared/catalogue/parseValues.ts';
import type { ItemsParam, ItemValue } from '../../shared/catalogue/params.ts';
import { SelectInput } from '../ui/SelectInput.tsx';
import { Tooltip } from '../ui/Tooltip.tsx';
import { ItemPicture } from './ItemPicture.tsx';
import type { ParamFieldProps } from './fieldProps.ts';

interface ItemsFieldProps extends Pick<ParamFieldProps<ItemsParam>, 'param' | 'columns' | 'beside' | 'onChange' | 'form'> {
  readonly title: string;
  readonly value: readonly ItemValue[];
}

/** Several items of a list, each once: those chosen, and what can be added. */
export function ItemsField({ title, param, value, beside, columns, onChange, form: Form }: ItemsFieldProps) {
  const items = families[param.family];
  const rest = items.filter(
    (item) => (param.many === true || !value.some(({ kind }) => kind === item.kind)) && (param.offers?.(item, beside) ?? true),
  );
  return (
    <div role="group" aria-label={title} className="flex flex-col gap-1">
      {value.map((chosen, place) => {
        const item = items.find((candidate) => candidate.kind === chosen.kind);
        const replace = (values: ItemValue['values'], step: string): void =>
          onChange(
            value.map((other) => (other === chosen ? { kind: chosen.kind, values } : other)),
            `${chosen.kind}/${place}/${step}`,
          );
        return (
          <div key={param.many === true ? place : chosen.kind} className="rounded-sm border border-edge bg-raised">
            <div className="flex h-6.5 items-center gap-1 pr-1 pl-2 text-sm">
              <Tooltip side="left" text={item?.summary ?? chosen.kind}>
                <span className="min-w-0 flex-1 truncate">
                  {item?.title ?? chosen.kind}
                  {param.many === true && ` ${place + 1}`}
                </span>
              </Tooltip>
              <button
                type="button"
                aria-label={`Remove ${item?.title ?? chosen.kind}`}
                className="rounded-sm p-0.5 text-faint hover:bg-hover hover:text-ink"
                onClick={() =>
                  onChange(
                    value.filter((other) => other !== chosen),
                    '',
                  )
                }
              >
                <X className="size-3.5" />
              </button>
            </div>
            {item?.formula !== undefined && (
              <div className="px-1.5">
                <ItemPicture family={param.family} item={item} values={chosen.values} />
              </div>
            )}
            {item && Object.keys(item.params).length > 0 && (
              <div className="border-t border-edge px-2 py-1">
                <Form params={item.params} values={chosen.values} problems={[]} columns={columns} onChange={replace} />
              </div>
            )}
          </div>
        );
      })}
      {rest.length > 0 && (
        <SelectInput
          aria-label={`Add to ${title}`}
          className="text-muted!"
          value=""
          choices={[{ value: '', title: 'Add…', disabled: true }, ...rest.map((item) => ({ value: item.kind, title: item.title }))]}
          onCommit={(kind) => {
            const item = rest.find((candidate) => candidate.kind === kind);
            if (item) onChange([...value, { kind, values: defaultValues(item.params) }], '');
          }}
        />
      )}
    </div>
  );
}
