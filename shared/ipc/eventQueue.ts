import type { AnyEvent } from './messages.ts';
import type { SeriesPoints } from './rows.ts';

/** Points that may wait for one face before it counts as lost and has to read them from the store. */
export const waitingPointsLimit = 400_000;

export interface EventQueue {
  /** Adds an event, merged with what waits. False when the face is too far behind to be served. */
  push(event: AnyEvent): boolean;
  shift(): AnyEvent | undefined;
  readonly length: number;
}

/**
 * Events waiting for credit. Waiting `pointsAdded` of one run become one, a waiting `runChanged` gives way to the newer one, and so do the
 * other events that say how something is now. A newer row moves to the end, so that it never overtakes the points announced before it.
 */
export function eventQueue(limit = waitingPointsLimit): EventQueue {
  let waiting: AnyEvent[] = [];
  let points = 0;

  const drop = (superseded: (event: AnyEvent) => boolean): void => {
    waiting = waiting.filter((event) => !superseded(event));
    points = waiting.reduce((sum, event) => sum + countPoints(event), 0);
  };

  return {
    get length() {
      return waiting.length;
    },
    push(event) {
      switch (event.name) {
        case 'pointsAdded': {
          const { run } = event.data;
          // Only the last event about this run's points may take more: what follows a removal must stay behind it.
          const index = waiting.findLastIndex((other) => concernsPoints(other, run));
          const last = waiting[index];
          points += countPoints(event);
          if (last?.name === 'pointsAdded') {
            waiting[index] = { name: 'pointsAdded', data: { run, points: mergePoints(last.data.points, event.data.points) } };
          } else waiting.push(event);
          return points <= limit;
        }
        case 'pointsRemoved':
          waiting.push(event);
          return true;
        case 'runChanged':
          drop((other) => other.name === 'runChanged' && other.data.id === event.data.id);
          break;
        case 'runDeleted':
          drop((other) => concernsPoints(other, event.data.run) || (other.name === 'runChanged' && other.data.id === event.data.run));
          break;
        case 'samplesTaken':
          drop((other) => other.name === 'samplesTaken' && other.data.run === event.data.run);
          break;
        case 'projectSaved':
          drop((other) => other.name === 'projectSaved' && other.data.id === event.data.id);
          break;
        case 'projectDeleted':
          drop((other) => other.name === 'projectSaved' && other.data.id === event.data.project);
          break;
        case 'enginesChanged':
        case 'settingsChanged':
          drop((other) => other.name === event.name);
          break;
      }
      waiting.push(event);
      return true;
    },
    shift() {
      const event = waiting.shift();
      if (event) points -= countPoints(event);
      return event;
    },
  };
}

const concernsPoints = (event: AnyEvent, run: string): boolean =>
  (event.name === 'pointsAdded' || event.name === 'pointsRemoved') && event.data.run === run;

const countPoints = (event: AnyEvent): number =>
  event.name === 'pointsAdded' ? event.data.points.reduce((sum, one) => sum + one.points.length, 0) : 0;

function mergePoints(before: readonly SeriesPoints[], added: readonly SeriesPoints[]): SeriesPoints[] {
  const merged = new Map(before.map((one) => [one.series.id, one]));
  for (const one of added) {
    const known = merged.get(one.series.id);
    merged.set(one.series.id, known ? { series: one.series, points: [...known.points, ...one.points] } : one);
  }
  return [...merged.values()];
}
