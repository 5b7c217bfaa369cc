import { useEffect, useMemo, useState } from 'react';
import { Database } from 'lucide-react';
import { projectDataset } from '../../shared/graph/resolveColumns.ts';
import { formatShape } from '../../shared/catalogue/tensorSpec.ts';
import type { DatasetPreview } from '../../shared/ipc/rows.ts';
import { messageOf } from '../state/connection.ts';
import { contract, openProject, useConnection, useDocument } from '../state/studio.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ClassCounts } from './ClassCounts.tsx';
import { Examples } from './Examples.tsx';
import { SplitBar } from './SplitBar.tsx';

type Answer =
  | { readonly at: 'loading' }
  | { readonly at: 'failed'; readonly reason: string }
  | { readonly at: 'shown'; readonly preview: DatasetPreview };

/** Examples asked for, and the pause (ms) after a change of the data choices before they are asked for anew. */
const exampleCount = 40;
const askPause = 300;

/** The project's data: how it is split, its columns, its classes, its first examples. */
export function DataTab() {
  const answer = usePreview();
  const data = useDocument(({ open }) => open?.document.data);
  const dataset = useMemo(() => data && projectDataset({ data }).dataset, [data]);
  if (answer.at === 'loading') return <EmptyState icon={<Database />} title="Loading the data…" />;
  if (answer.at === 'failed') {
    return (
      <EmptyState icon={<Database />} title="The data cannot be shown">
        <p data-selectable>{answer.reason}</p>
      </EmptyState>
    );
  }
  const { preview } = answer;
  return (
    <div className="@container h-full">
      {/* Side by side where there is room for both, else one below the other. */}
      <div className="h-full overflow-y-auto @xl:grid @xl:grid-cols-[minmax(260px,360px)_minmax(0,1fr)] @xl:overflow-hidden">
        <section
          aria-label="Data set"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it holds nothing to focus, and must be scrolled by keys
          tabIndex={0}
          className="min-w-0 space-y-3 border-b border-edge p-3 -outline-offset-2! @xl:overflow-y-auto @xl:border-r @xl:border-b-0"
        >
          {dataset && (
            <div>
              <h3 className="text-sm font-semibold">{dataset.title}</h3>
              <p className="text-xs text-muted">{dataset.summary}</p>
            </div>
          )}
          <SplitBar preview={preview} />
          <table aria-label="Columns" className="w-full text-xs">
            <thead>
              <tr className="text-left text-muted [&>th]:pb-0.5 [&>th]:font-medium">
                <th scope="col">Column</th>
                <th scope="col">Role</th>
                <th scope="col">Type</th>
                <th scope="col" className="text-right">
                  Shape
                </th>
              </tr>
            </thead>
            <tbody>
              {preview.columns.map((column) => (
                <tr key={column.name}>
                  <td className="max-w-28 truncate" title={column.name}>
                    {column.name}
                  </td>
                  <td>{column.role}</td>
                  <td>{column.classes ? `${column.classes.length} classes` : column.type}</td>
                  <td className="text-right">{formatShape(column.shape)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {preview.columns.map((column) => {
            const counts = preview.classCounts[column.name];
            return column.classes && counts ? (
              <ClassCounts key={column.name} name={column.name} classes={column.classes} counts={counts} />
            ) : null;
          })}
          {dataset && <p className="text-2xs text-faint">{dataset.source}</p>}
        </section>
        <Examples preview={preview} />
      </div>
    </div>
  );
}

/** The preview of the data choices as they stand, asked for again when they change. */
function usePreview(): Answer {
  const data = useDocument(({ open }) => open?.document.data);
  const connected = useConnection((state) => state.state === 'open');
  const [answer, setAnswer] = useState<Answer>({ at: 'loading' });
  useEffect(() => {
    if (data === undefined || !connected) return undefined;
    let stale = false;
    const ask = async (): Promise<void> => {
      try {
        const preview = await contract.call('getDatasetPreview', { document: openProject().document, examples: exampleCount });
        if (!stale) setAnswer({ at: 'shown', preview });
      } catch (error) {
        if (!stale) setAnswer({ at: 'failed', reason: messageOf(error) });
      }
    };
    const timer = setTimeout(() => void ask(), askPause);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [data, connected]);
  return answer;
}
