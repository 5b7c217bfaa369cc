import { plural } from '../../shared/catalogue/plural.ts';
import { useEffect, useRef } from 'react';
import type { DatasetPreview } from '../../shared/ipc/rows.ts';
import { formatValue } from '../ui/formatNumber.ts';
import { EmptyState } from '../ui/EmptyState.tsx';

type Column = DatasetPreview['columns'][number];
type Example = DatasetPreview['examples'][number];

/** The first training examples: as pictures where there are any, else as a table. */
export function Examples({ preview }: { readonly preview: DatasetPreview }) {
  const image = preview.columns.find((column) => column.type === 'image');
  const others = preview.columns.filter((column) => column !== image);
  if (preview.examples.length === 0) return <EmptyState title="There are no training examples" />;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it holds nothing to focus, and must be scrolled by keys
    <section aria-label="Training examples" tabIndex={0} className="min-w-0 overflow-auto p-3 -outline-offset-2!">
      <h3 className="mb-2 text-xs font-medium text-muted">
        {preview.examples.length === 1 ? 'One training example' : plural(preview.examples.length, 'training example')}
      </h3>
      {image ? (
        <ul aria-label="Examples" className="grid grid-cols-[repeat(auto-fill,56px)] gap-2">
          {preview.examples.map((example, at) => (
            <li key={at} className="text-center text-xs">
              <Picture column={image} pixels={example[image.name] ?? []} />
              <span className="block truncate text-muted">{others.map((column) => showCell(column, example)).join(', ')}</span>
            </li>
          ))}
        </ul>
      ) : (
        <Table columns={preview.columns} examples={preview.examples} />
      )}
    </section>
  );
}

function showCell(column: Column, example: Example): string {
  const numbers = example[column.name] ?? [];
  if (column.classes) return numbers.map((index) => column.classes?.[index] ?? String(index)).join(', ');
  return numbers.map(formatValue).join(', ');
}

/** An image of 0..255, grey or in colours, in its own pixels. */
function Picture({ column, pixels }: { readonly column: Column; readonly pixels: readonly number[] }) {
  const ref = useRef<HTMLCanvasElement>(null);
  const [height = 1, width = 1, channels = 1] = column.shape;
  useEffect(() => {
    const context = ref.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(width, height);
    for (let at = 0; at < width * height; at += 1) {
      for (let channel = 0; channel < 3; channel += 1)
        image.data[at * 4 + channel] = pixels[at * channels + (channels >= 3 ? channel : 0)] ?? 0;
      image.data[at * 4 + 3] = 255;
    }
    context.putImageData(image, 0, 0);
  }, [pixels, width, height, channels]);
  return (
    <canvas ref={ref} width={width} height={height} className="block size-14 rounded-sm border border-edge [image-rendering:pixelated]" />
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
              <td key={column.name} className="pr-6" data-selectable>
                {showCell(column, example)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
