import { itemWords } from '../catalogue/itemWords.ts';
import { plural } from '../catalogue/plural.ts';
import type { Phase, TrainPlan } from './trainPlan.ts';

/** What trains a plan, a line for each phase: which Outputs, by which optimizer and schedule, which layers, in which turn and epochs. */
export function courseWords(plan: Pick<TrainPlan, 'phases' | 'layers'>): readonly string[] {
  const { phases } = plan;
  const [only] = phases;
  if (phases.length === 1 && only) return [`Every step: ${movedBy(only)}.`];
  const nameOf = (layerId: string): string => plan.layers.find((layer) => layer.layerId === layerId)?.name ?? layerId;
  return [
    `${phases.map(({ name }) => name).join(' and ')} train in turns:`,
    ...phases.map((phase) => {
      const turn = [...(phase.repeats === 1 ? [] : [`${plural(phase.repeats, 'step')} a turn`]), ...epochWords(phase.epochs)];
      return `  ${[phase.name, ...turn].join(', ')}: by ${phase.heads.join(' and ')}, ${movedBy(phase)}, trains ${phase.trained.map(nameOf).join(', ')}.`;
    }),
  ];
}

function epochWords(epochs: Phase['epochs']): readonly string[] {
  if (!epochs) return [];
  const [first, last] = epochs;
  if (first === last) return [`epoch ${first + 1}`];
  return [last === null ? `from epoch ${first + 1} on` : `epochs ${first + 1} to ${last + 1}`];
}

function movedBy({ optimizer, course }: Phase): string {
  const schedule = course && course.schedule.kind !== 'constant' ? [`schedule ${itemWords('schedules', course.schedule)}`] : [];
  const warmup = course && course.warmupEpochs !== null ? [`a warm-up of ${plural(course.warmupEpochs, 'epoch')}`] : [];
  return [itemWords('optimizers', optimizer), ...schedule, ...warmup].join(', ');
}
