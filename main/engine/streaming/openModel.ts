import { planColumns } from '../../../shared/plan/hasColumn.ts';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import type { ColumnData, LiveModel } from '../engine.ts';
import { required } from '../lower/lowering.ts';
import { FetchedRows } from './fetchedRows.ts';
import { StreamedModel } from './streamedModel.ts';

/** Bytes of rows that are held at once: those of a call and those read ahead. */
const room = 96 * 1024 ** 2;

/** Makes the model of a plan by `make`; where columns that it reads lie on disk, one that reads them as they are wanted. */
export async function openModel(plan: TrainPlan, data: ColumnData, make: (data: ColumnData) => LiveModel): Promise<LiveModel> {
  const names = planColumns(plan).filter((name) => data.columns[name]?.numbers === null);
  if (names.length === 0) return make(data);
  const rows = new FetchedRows(required(data.stream, 'what reads the columns on disk'), names, room);
  return new StreamedModel(make({ ...data, fetched: rows }), rows, room / 3);
}
