import { useState } from 'react';
import { columnTypes, columnUses, type FilesValue, type FoundColumn } from '../../shared/catalogue/foundFiles.ts';
import { columnShape } from '../../shared/catalogue/foundColumns.ts';
import { formatShape } from '../../shared/catalogue/tensorSpec.ts';
import { isFiles, type FilesParam } from '../../shared/catalogue/params.ts';
import { messageOf } from '../state/connection.ts';
import { contract } from '../state/studio.ts';
import { Button } from '../ui/Button.tsx';
import { formatExact } from '../ui/formatNumber.ts';
import { SelectInput } from '../ui/SelectInput.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import type { PartProps } from './fieldProps.ts';
import { FieldRow } from './FieldRow.tsx';

type Props = Omit<PartProps<FilesParam>, 'onProblem' | 'invalid'>;

const useTitles = { feature: 'Feature', target: 'Target', unused: 'Not used' } as const;
const typeTitles = { image: 'Pixels', number: 'Numbers', class: 'Classes' } as const;

/** A path of the user's, read when it is entered, and what each column found there is used for. */
export function FilesField({ name, param, value, title, problems, onChange }: Props) {
  const files: FilesValue = isFiles(value) ? value : param.default;
  const [reading, setReading] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const read = async (path: string): Promise<void> => {
    setRefused(null);
    if (path.trim() === '') return onChange(param.default, 'no files');
    setReading(true);
    try {
      onChange(
        await contract.call('describeFiles', { reads: param.reads, path, before: files.path === '' ? null : files }),
        `files ${path}`,
      );
    } catch (error) {
      setRefused(messageOf(error));
    } finally {
      setReading(false);
    }
  };
  const desktop = window.netloom;
  const browse = async (): Promise<void> => {
    const path = await desktop?.chooseData(param.reads);
    if (path != null) await read(path);
  };
  const { found } = files;
  return (
    <>
      <FieldRow name={name} title={title} help={param.help} problems={refused === null ? problems : [refused]} wide>
        {(describedBy) => (
          <>
            <TextInput
              aria-label={title}
              aria-describedby={describedBy}
              aria-invalid={refused !== null || problems.length > 0}
              placeholder={param.wanted}
              title={files.path}
              value={files.path}
              disabled={reading}
              onCommit={(path) => void read(path)}
            />
            <div className="mt-1 flex items-center gap-2">
              {desktop && (
                <Button disabled={reading} onClick={() => void browse()}>
                  Browse…
                </Button>
              )}
              {files.path !== '' && (
                <Button disabled={reading} onClick={() => void read(files.path)}>
                  Read again
                </Button>
              )}
              <span role="status" className="min-w-0 text-xs text-muted">
                {reading ? 'Reading…' : found ? rowWords(found) : ''}
              </span>
            </div>
          </>
        )}
      </FieldRow>
      {found && (
        <FoundColumns
          columns={found.columns}
          disabled={reading}
          onChange={(columns, what) => onChange({ ...files, found: { ...found, columns } }, what)}
        />
      )}
    </>
  );
}

const rowWords = ({ rows, train }: { readonly rows: number; readonly train: number }): string =>
  `${formatExact(rows)} rows${rows > train ? `, ${formatExact(rows - train)} to test` : ''}`;

interface FoundColumnsProps {
  readonly columns: readonly FoundColumn[];
  readonly disabled: boolean;
  readonly onChange: (columns: readonly FoundColumn[], what: string) => void;
}

function FoundColumns({ columns, disabled, onChange }: FoundColumnsProps) {
  const change = (at: number, changes: Partial<FoundColumn>): void =>
    onChange(
      columns.map((column, place) => (place === at ? { ...column, ...changes } : column)),
      `${Object.keys(changes).join('')} of ${columns[at]?.name ?? at}`,
    );
  return (
    <ul aria-label="Columns in the files" className="my-1 max-h-80 space-y-1 overflow-y-auto">
      {columns.map((column, at) => (
        <li key={column.name}>
          <div className="flex items-baseline justify-between gap-2 text-xs">
            <span className="min-w-0 truncate" title={column.name}>
              {column.name}
            </span>
            <span className="shrink-0 text-2xs text-faint">
              {column.dtype === 'text' ? 'text' : `${formatShape(columnShape(column))} ${column.dtype}`}
            </span>
          </div>
          <div className="grid grid-cols-2 gap-1">
            <SelectInput
              aria-label={`Use of ${column.name}`}
              value={column.use}
              disabled={disabled}
              choices={columnUses.map((use) => ({ value: use, title: useTitles[use] }))}
              onCommit={(use) => change(at, { use: columnUses.find((known) => known === use) ?? column.use })}
            />
            <SelectInput
              aria-label={`Kind of ${column.name}`}
              value={column.type}
              disabled={disabled || column.use === 'unused'}
              choices={columnTypes.filter((type) => couldBe(column, type)).map((type) => ({ value: type, title: typeTitles[type] }))}
              onCommit={(type) => change(at, { type: columnTypes.find((known) => known === type) ?? column.type })}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Pixels are bytes of a map; classes are few single whole numbers or texts; text is nothing else. */
function couldBe({ shape, dtype, classes }: FoundColumn, type: FoundColumn['type']): boolean {
  if (type === 'class') return classes !== undefined;
  if (type === 'image') return dtype === 'uint8' && (shape.length === 2 || shape.length === 3);
  return dtype !== 'text';
}
