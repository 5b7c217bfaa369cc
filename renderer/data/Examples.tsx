import { plural } from '../../shared/catalogue/plural.ts';
import { useEffect, useRef } from 'react';
import type { DatasetPreview } from '../../shared/ipc/rows.ts';
import { cx } from '../ui/cx.ts';
import { formatValue } from '../ui/formatNumber.ts';
import { seriesColour } from '../ui/seriesColour.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { columnView, seriesLines, toPixels, type Column } from './columnView.ts';

type Example = DatasetPreview['examples'][number];

/** Some training examples: pictures and series drawn, numbers in a table. */
export function Examples({ preview }: { readonly preview: DatasetPreview }) {
  if (preview.examples.length === 0) return <EmptyState title="There are no training examples" />;
  const drawn = preview.columns.some((column) => ['picture', 'series'].includes(columnView(column)));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it holds nothing to focus, and must be scrolled by keys
    <section aria-label="Training examples" tabIndex={0} className="min-w-0 overflow-auto p-3 -outline-offset-2!">
      <h3 className="mb-2 text-xs font-medium text-muted">
        {preview.examples.length === 1 ? 'One training example' : plural(preview.examples.length, 'training example')}
        {drawn && preview.columns.length > 1 && <span className="font-normal">: {preview.columns.map(({ name }) => name).join(', ')}</span>}
      </h3>
      {drawn ? (
        <Cards columns={preview.columns} examples={preview.examples} />
      ) : (
        <Table columns={preview.columns} examples={preview.examples} />
      )}
    </section>
  );
}

/** A card for each example: what can be drawn side by side, the rest below in words. */
function Cards({ columns, examples }: { readonly columns: readonly Column[]; readonly examples: readonly Example[] }) {
  const drawn = columns.filter((column) => columnView(column) === 'picture' || columnView(column) === 'series');
  const told = columns.filter((column) => !drawn.includes(column));
  return (
    <ul aria-label="Examples" className="flex flex-wrap gap-x-3 gap-y-2">
      {examples.map((example, at) => (
        <li key={at} className="text-center text-xs">
          <span className="flex gap-1">
            {drawn.map((column) =>
              columnView(column) === 'picture' ? (
                <Picture key={column.name} column={column} numbers={example[column.name] ?? []} />
              ) : (
                <Series key={column.name} column={column} numbers={example[column.name] ?? []} />
              ),
            )}
          </span>
          {told.length > 0 && (
            <span className="block truncate text-muted" style={{ maxWidth: drawn.length * 60 + 100 }}>
              {told.map((column) => (column.classes ? '' : `${column.name} `) + showCell(column, example)).join(', ')}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function showCell(column: Column, example: Example): string {
  const numbers = example[column.name] ?? [];
  if (column.classes) return numbers.map((index) => column.classes?.[index] ?? String(index)).join(', ');
  if (column.tokens) return numbers.map((at) => column.tokens?.[at] ?? '·').join('');
  return numbers.map(formatValue).join(', ');
}

/** Numbers as a picture, grey or in colours, in its own pixels. */
function Picture({ column, numbers }: { readonly column: Column; readonly numbers: readonly number[] }) {
  const ref = useRef<HTMLCanvasElement>(null);
  const [height = 1, width = 1, channels = 1] = column.shape;
  useEffect(() => {
    const context = ref.current?.getContext('2d');
    if (!context) return;
    const pixels = toPixels(numbers, column);
    const image = context.createImageData(width, height);
    for (let at = 0; at < width * height; at += 1) {
      for (let channel = 0; channel < 3; channel += 1)
        image.data[at * 4 + channel] = pixels[at * channels + (channels >= 3 ? channel : 0)] ?? 0;
      image.data[at * 4 + 3] = 255;
    }
    context.putImageData(image, 0, 0);
  }, [numbers, column, width, height, channels]);
  return (
    <canvas
      ref={ref}
      width={width}
      height={height}
      role="img"
      aria-label={column.name}
      title={column.name}
      className="block size-14 rounded-sm border border-edge [image-rendering:pixelated]"
    />
  );
}

const seriesWidth = 156;
const seriesHeight = 48;

/** Numbers in time as lines, one for each feature. */
function Series({ column, numbers }: { readonly column: Column; readonly numbers: readonly number[] }) {
  const { lines, low, high } = seriesLines(numbers, column.shape, seriesWidth, seriesHeight);
  const words = `${column.name}: ${column.shape[0] ?? 0} steps from ${formatValue(low)} to ${formatValue(high)}`;
  return (
    <svg
      role="img"
      aria-label={words}
      viewBox={`-2 -3 ${seriesWidth + 4} ${seriesHeight + 6}`}
      className="block h-14 w-40 rounded-sm border border-edge bg-sunken"
    >
      <title>{words}</title>
      {lines.map((points, at) => (
        <polyline key={at} points={points} fill="none" stroke={`var(${seriesColour(at)})`} strokeWidth={1.5} />
      ))}
    </svg>
  );
}

function Table({ columns, examples }: { readonly columns: readonly Column[]; readonly examples: readonly Example[] }) {
  return (
    <table aria-label="Examples" className="text-xs">
      <thead>
        <tr className="text-left text-muted [&>th]:pr-6 [&>th]:pb-1 [&>th]:font-medium">
          {columns.map((column) => (
            <th key={column.name} scope="col">
              {column.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {examples.map((example, at) => (
          <tr key={at}>
            {columns.map((column) => (
              <td key={column.name} className={cx('pr-6', columnView(column) === 'signs' && 'font-mono whitespace-pre')} data-selectable>
                {showCell(column, example)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
