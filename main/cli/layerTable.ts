import { watches } from '../../shared/catalogue/index.ts';
import type { RunLine } from '../../shared/run/doctor/rule.ts';
import { metric, table } from './format.ts';

/** What a layer was told by the newest epoch, by watch. */
export type LayerValues = Readonly<Record<string, number>>;

const watched = (lines: readonly RunLine[]): readonly RunLine[] =>
  lines.filter(
    ({ name, head, unit, points }) => unit === 'epoch' && head !== '' && points.length > 0 && watches.some(({ kind }) => kind === name),
  );

/** The newest values of what is watched, layer by layer in the order in which they were told. */
export function layerValues(lines: readonly RunLine[]): ReadonlyMap<string, LayerValues> {
  const layers = new Map<string, LayerValues>();
  for (const { name, head, points } of watched(lines)) layers.set(head, { ...layers.get(head), [name]: points.at(-1)?.[2] ?? Number.NaN });
  return layers;
}

const signs = '▁▂▃▄▅▆▇█';
/** Signs of a course at most. */
const longest = 16;

/** Values as a line of signs: a share from 0 to 1, a norm over the logarithm of its range. */
function course(values: readonly number[], percent: boolean): string {
  const every = Math.ceil(values.length / longest);
  const shown = values.filter((_, at) => at % every === 0 || at === values.length - 1);
  const heights = percent ? shown : shown.map((value) => Math.log10(Math.max(value, 1e-12)));
  const [low, high] = percent ? [0, 1] : [Math.min(...heights), Math.max(...heights)];
  return heights.map((height) => signs[high > low ? Math.round(((height - low) / (high - low)) * (signs.length - 1)) : 0] ?? '').join('');
}

/** What was watched of each layer over the epochs, as a table with a row for each layer; null where nothing was. */
export function layerTable(lines: readonly RunLine[]): string | null {
  const own = watched(lines);
  if (own.length === 0) return null;
  const shown = watches.filter(({ kind }) => own.some(({ name }) => name === kind));
  const heads = [...new Set(own.map(({ head }) => head))];
  const rows = heads.map((head) => [
    head,
    ...shown.flatMap(({ kind, percent }) => {
      const values = own.find((line) => line.head === head && line.name === kind)?.points.map(([, , value]) => value) ?? [];
      const last = values.at(-1);
      if (last === undefined) return ['', ''];
      return [percent ? `${(last * 100).toFixed(1)} %` : metric(last), course(values, percent)];
    }),
  ]);
  return table(
    ['LAYER', ...shown.flatMap(({ title }) => [title.toUpperCase(), ''])],
    rows,
    shown.map((_, at) => 1 + 2 * at),
  );
}
