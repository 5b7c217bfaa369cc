import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventQueue } from './eventQueue.ts';
import type { AnyEvent } from './messages.ts';
import type { RunRow } from './rows.ts';
import { makeRun } from './testing/makeRun.ts';

const row = (id: string, step: number): RunRow => makeRun({ id, step });
const points = (run: string, series: number, ...steps: number[]): AnyEvent => ({
  name: 'pointsAdded',
  data: {
    run,
    points: [
      {
        series: { id: series, run, name: 'loss', split: 'train', head: '', unit: 'batch' },
        points: steps.map((step) => [step, 1, step / 2]),
      },
    ],
  },
});
const changed = (run: string, step: number): AnyEvent => ({ name: 'runChanged', data: row(run, step) });

/** What a face knows after these events: the newest row of each run and the points of its chart. */
function watch(events: readonly AnyEvent[]) {
  const rows = new Map<string, number>();
  const charts = new Map<string, Map<string, number>>();
  for (const event of events) {
    if (event.name === 'runChanged') rows.set(event.data.id, event.data.step);
    if (event.name === 'pointsAdded') {
      const chart = charts.get(event.data.run) ?? new Map<string, number>();
      charts.set(event.data.run, chart);
      for (const { series, points: added } of event.data.points)
        for (const [step, , value] of added) chart.set(`${series.id} ${step}`, value);
    }
    if (event.name === 'pointsRemoved') {
      const chart = charts.get(event.data.run);
      for (const key of [...(chart?.keys() ?? [])]) if (Number(key.split(' ')[1]) > event.data.after) chart?.delete(key);
    }
  }
  const sorted = [...charts]
    .map(([run, chart]) => [run, [...chart].toSorted(([a], [b]) => (a < b ? -1 : 1))] as const)
    .filter(([, chart]) => chart.length > 0);
  return { rows: [...rows].toSorted(), charts: sorted.toSorted(([a], [b]) => (a < b ? -1 : 1)) };
}
const drain = (queue: ReturnType<typeof eventQueue>): AnyEvent[] => {
  const events: AnyEvent[] = [];
  for (let event = queue.shift(); event; event = queue.shift()) events.push(event);
  return events;
};

const someRun = fc.constantFrom('a', 'b');
const someStep = fc.integer({ min: 1, max: 9 });
const someEvent: fc.Arbitrary<AnyEvent> = fc.oneof(
  fc
    .tuple(someRun, fc.integer({ min: 1, max: 3 }), fc.array(someStep, { minLength: 1, maxLength: 4 }))
    .map(([run, series, steps]) => points(run, series, ...steps)),
  fc.tuple(someRun, someStep).map(([run, step]) => changed(run, step)),
  fc.tuple(someRun, someStep).map(([run, after]): AnyEvent => ({ name: 'pointsRemoved', data: { run, after } })),
);

test('a face that gets merged events knows in the end what one knows that got them all, whenever it takes some', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(someEvent, fc.boolean()), { maxLength: 60 }), (steps) => {
      const queue = eventQueue();
      const got: AnyEvent[] = [];
      for (const [event, take] of steps) {
        queue.push(event);
        if (take) got.push(queue.shift() as AnyEvent);
      }
      got.push(...drain(queue));
      expect(watch(got)).toEqual(watch(steps.map(([event]) => event)));
    }),
    { numRuns: 500 },
  );
});

test('waiting points of a run become one message, a waiting row gives way to the newer one and follows the points told before it', () => {
  const queue = eventQueue();
  queue.push(changed('a', 1));
  queue.push(points('a', 1, 1, 2));
  queue.push(points('b', 7, 1));
  queue.push(points('a', 1, 3));
  queue.push(points('a', 2, 3));
  queue.push(changed('a', 3));
  const events = drain(queue);
  expect(events.map(({ name }) => name)).toEqual(['pointsAdded', 'pointsAdded', 'runChanged']);
  expect(events[0]).toMatchObject({
    data: {
      run: 'a',
      points: [
        {
          series: { id: 1 },
          points: [
            [1, 1, 0.5],
            [2, 1, 1],
            [3, 1, 1.5],
          ],
        },
        { series: { id: 2 } },
      ],
    },
  });
  expect(events[2]).toMatchObject({ data: { step: 3 } });
});

test('points after a removal stay behind it', () => {
  const queue = eventQueue();
  queue.push(points('a', 1, 1, 2, 3));
  queue.push({ name: 'pointsRemoved', data: { run: 'a', after: 1 } });
  queue.push(points('a', 1, 2));
  expect(drain(queue).map(({ name }) => name)).toEqual(['pointsAdded', 'pointsRemoved', 'pointsAdded']);
});

test('a deleted run takes its waiting events along', () => {
  const queue = eventQueue();
  queue.push(points('a', 1, 1));
  queue.push(changed('a', 1));
  queue.push(changed('b', 1));
  queue.push({ name: 'runDeleted', data: { run: 'a' } });
  expect(drain(queue).map(({ name }) => name)).toEqual(['runChanged', 'runDeleted']);
});

test('a face that takes nothing is given up once too much waits, and not before', () => {
  const queue = eventQueue(100);
  for (let step = 1; step <= 100; step++) expect(queue.push(points('a', 1, step))).toBe(true);
  expect(queue.length).toBe(1);
  expect(queue.push(points('a', 1, 101))).toBe(false);
});
