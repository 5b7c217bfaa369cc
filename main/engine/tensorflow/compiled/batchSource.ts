import { planColumns } from '../../../../shared/plan/hasColumn.ts';
import type { TrainPlan } from '../../../../shared/plan/trainPlan.ts';
import type { Batch, ColumnData, Numbers } from '../../engine.ts';
import { gatherBatch, type BatchPart } from '../../gatherBatch.ts';
import { required } from '../../lower/lowering.ts';
import type { PassCall, PassFeed } from './passFeed.ts';
import { dataTypes } from './graphProto.ts';
import type { GraphNumbers } from './graphSession.ts';
import type { GraphType, GraphWriter, Variable } from './graphWriter.ts';

/** What stands for a part of a batch in the graph, in the type that it comes in. */
export interface GivenPart {
  readonly place: string;
  readonly type: GraphType;
}

/** The way of a batch into the graph. */
export interface BatchSource {
  /** What has to be set once, before anything runs. */
  readonly contents: readonly (readonly [Variable, GraphNumbers])[];
  /** Writes what stands for the parts of a batch, named `input/<id>` and `target/<head>`. */
  write(
    writer: GraphWriter,
    prefix: string,
    parts: readonly { readonly name: string; readonly part: BatchPart }[],
    feed: (feed: PassFeed) => string,
  ): readonly GivenPart[];
}

/** Bytes up to which a data set is kept in the graph; a larger one is fed batch by batch. */
const largest = 1.5 * 1024 ** 3;

/** Bytes of the columns that a plan reads; no end of them where one lies on disk. */
export function columnBytes(plan: TrainPlan, data: ColumnData): number {
  return planColumns(plan).reduce((sum, name) => sum + (required(data.columns[name], name).numbers?.byteLength ?? Infinity), 0);
}

/** The quickest way that there is room for. */
export function batchSource(writer: GraphWriter, plan: TrainPlan, data: ColumnData, holdsData: boolean): BatchSource {
  return holdsData && columnBytes(plan, data) <= largest ? residentSource(writer, plan, data) : fedSource(plan, data);
}

const columnOf = (plan: TrainPlan, part: string): string => {
  const [kind, ...rest] = part.split('/');
  const name = rest.join('/');
  const found = kind === 'input' ? plan.inputs.find(({ id }) => id === name) : plan.heads.find((head) => head.name === name);
  return required(required(found, part).column ?? undefined, part);
};
const typeOf = (numbers: Numbers): GraphType =>
  numbers instanceof Uint8Array ? 'uint8' : numbers instanceof Int32Array ? 'int32' : 'float32';

/** The data set lies in the graph's variables, in the type it has; a run is given the rows. */
function residentSource(writer: GraphWriter, plan: TrainPlan, data: ColumnData): BatchSource {
  const columns = new Map(
    planColumns(plan).map((name, at) => {
      const column = required(data.columns[name], name);
      const { shape } = column;
      const numbers = required(column.numbers ?? undefined, name);
      return [name, { numbers, variable: writer.variable(`data${at}`, [data.rows, ...shape], typeOf(numbers)) }] as const;
    }),
  );
  return {
    contents: [...columns.values()].map(({ variable, numbers }) => [variable, numbers]),
    write(graph, prefix, parts, feed) {
      const size = parts[0]?.part.shape[0];
      // Chance alone feeds it.
      if (size === undefined) return [];
      const rows = feed({ name: `${prefix}/rows`, type: 'int32', shape: [size], numbers: ({ batch }) => batch });
      return parts.map(({ name, part }, at) => {
        const { variable } = required(columns.get(columnOf(plan, name)), name);
        const numberType = { type: dataTypes[variable.type] };
        const index = { type: dataTypes.int32 };
        let place = graph.node(`${prefix}/part${at}`, 'ResourceGather', [variable.handle, rows], { dtype: numberType, Tindices: index });
        if (String(part.shape.slice(1)) !== String(variable.shape.slice(1))) {
          const dims = graph.constant(`${prefix}/dims${at}`, 'int32', [part.shape.length], Int32Array.from(part.shape));
          place = graph.node(`${prefix}/shaped${at}`, 'Reshape', [place, dims], { T: numberType, Tshape: index });
        }
        return { place, type: variable.type };
      });
    },
  };
}

/** A run is given the numbers of its batch. */
function fedSource(plan: TrainPlan, data: ColumnData): BatchSource {
  const gathered = new WeakMap<Batch, ReturnType<typeof gatherBatch>>();
  const partOf = ({ batch }: PassCall, part: string): BatchPart => {
    const parts = gathered.get(batch) ?? gatherBatch(plan, data, batch);
    gathered.set(batch, parts);
    const name = part.slice(part.indexOf('/') + 1);
    return required(part.startsWith('input/') ? parts.inputs[name] : parts.targets[name], part);
  };
  return {
    contents: [],
    write: (graph, prefix, parts, feed) =>
      parts.map(({ name, part }, at) => {
        const place = feed({
          name: `${prefix}/part${at}`,
          type: part.dtype,
          shape: part.shape,
          numbers: (call) => partOf(call, name).numbers,
        });
        // A head may give what an Input is fed, and TensorFlow refuses to fetch what it is fed.
        return { place: graph.node(`${prefix}/given${at}`, 'Identity', [place], { T: { type: dataTypes[part.dtype] } }), type: part.dtype };
      }),
  };
}
