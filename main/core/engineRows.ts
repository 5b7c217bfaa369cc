import type { EngineRow, SettingsRow } from '../../shared/ipc/rows.ts';
import { automaticEngine, describeEngines } from '../engine/describeEngines.ts';

/** The engines as the window and `netloom engines` list them; `chosen` is the one that a run would get now. */
export function engineRows(choice: SettingsRow['engine']): EngineRow[] {
  const chosen = choice === 'auto' ? automaticEngine() : choice;
  return describeEngines().map((engine) => ({ ...engine, chosen: engine.name === chosen }));
}
