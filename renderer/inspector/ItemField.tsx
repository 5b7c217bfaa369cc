import { anotherItem } from '../../shared/catalogue/anotherItem.ts';
import { families } from '../../shared/catalogue/index.ts';
import type { ItemParam } from '../../shared/catalogue/params.ts';
import { SelectInput } from '../ui/SelectInput.tsx';
import { isItem, type PartProps } from './fieldProps.ts';
import { FieldRow } from './FieldRow.tsx';
import { ItemPicture } from './ItemPicture.tsx';

/** Letters of a title that fit beside the label of its field. */
const longestBeside = 14;

interface ItemFieldProps extends Omit<PartProps<ItemParam>, 'onProblem' | 'invalid'> {
  /** Nothing can be chosen too; `value` is null then. */
  readonly optional?: boolean;
  /** How the field says that nothing is chosen. */
  readonly none?: string | undefined;
}

/** One item of a list, with the form of its own parameters below. */
export function ItemField({
  name,
  param,
  value,
  title,
  problems,
  columns,
  onChange,
  form: Form,
  optional = false,
  none = 'None',
}: ItemFieldProps) {
  const nothing = { value: '', title: none };
  const items = families[param.family];
  const chosen = isItem(value) ? value : optional ? null : param.default;
  const item = items.find((candidate) => candidate.kind === chosen?.kind);
  return (
    <>
      <FieldRow
        name={name}
        title={title}
        help={`${param.help}${item ? `\n\n${item.title}: ${item.summary}` : ''}`}
        problems={problems}
        // Beside its label a long title would be cut off.
        wide={(item?.title.length ?? 0) > longestBeside}
      >
        {(describedBy) => (
          <SelectInput
            aria-label={title}
            aria-describedby={describedBy}
            aria-invalid={problems.length > 0}
            value={chosen?.kind ?? nothing.value}
            choices={[...(optional ? [nothing] : []), ...items.map((candidate) => ({ value: candidate.kind, title: candidate.title }))]}
            onCommit={(kind) => {
              if (kind === nothing.value) onChange(null, '');
              else if (items.some((candidate) => candidate.kind === kind)) onChange(anotherItem(param.family, kind, chosen), '');
            }}
          />
        )}
      </FieldRow>
      {item && chosen && <ItemPicture family={param.family} item={item} values={chosen.values} />}
      {item && chosen && Object.keys(item.params).length > 0 && (
        <div role="group" aria-label={`${title}: ${item.title}`} className="mb-1 ml-1 border-l-2 border-edge pl-2">
          <Form
            params={item.params}
            values={chosen.values}
            problems={[]}
            columns={columns}
            onChange={(values, step) => onChange({ kind: chosen.kind, values }, `${name}/${step}`)}
          />
        </div>
      )}
    </>
  );
}
