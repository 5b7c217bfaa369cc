import { z } from 'zod';
import { engineRow, projectRow, runRow, seriesPoints, settingsRow } from './rows.ts';

/** What the work tells every face. Past names. */
export const events = {
  projectSaved: projectRow,
  projectDeleted: z.object({ project: z.string() }),
  /** Any change of a run: state, progress, metrics. The newest row replaces the one before. */
  runChanged: runRow,
  runDeleted: z.object({ run: z.string() }),
  /** New points. Under back-pressure several are merged into one; none is dropped. */
  pointsAdded: z.object({ run: z.string(), points: z.array(seriesPoints) }),
  /** A resumed run went back to `step`: points after it are void. */
  pointsRemoved: z.object({ run: z.string(), after: z.number().int() }),
  /** A run has new samples to be asked for. */
  samplesTaken: z.object({ run: z.string(), epoch: z.number().int(), step: z.number().int() }),
  enginesChanged: z.array(engineRow),
  settingsChanged: settingsRow,
} as const;

export type Events = typeof events;
export type EventName = keyof Events;
export type EventData<E extends EventName> = z.output<Events[E]>;
