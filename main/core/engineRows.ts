import type { EngineRow } from '../../shared/ipc/rows.ts';
import type { EngineChoice } from '../../shared/run/engines.ts';
import { automaticEngine, describeEngines, findings } from '../engine/describeEngines.ts';

/** The engines as the window and `netloom engines` list them; `chosen` is the one that a run would get now. */
export function engineRows(choice: EngineChoice): EngineRow[] {
  const engines = describeEngines();
  const chosen = choice === 'auto' ? automaticEngine(engines) : choice;
  const { failures } = findings(engines);
  return engines.map((engine) => ({ ...engine, failure: failures[engine.name] ?? null, chosen: engine.name === chosen }));
}
