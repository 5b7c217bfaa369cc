import { findBlock, findOptimizer } from '../catalogue/index.ts';
import { movesMomentum } from '../catalogue/scheduledHyper.ts';
import type { TrainPlan } from '../plan/trainPlan.ts';
import { droppingLayers } from '../plan/droppingLayers.ts';
import { isFit } from './isFit.ts';
import { depthNotice } from './scriptDepth.ts';
import { withRepeated } from './kerasJob.ts';

/** What the Keras script of a plan does otherwise than the studio, in sentences; empty where nothing is lost. It stands at the head of the script, too. */
export function scriptNotices(plan: TrainPlan): readonly string[] {
  const depth = depthNotice(plan);
  return [...(depth === null ? [] : [depth]), ...momenta(plan), ...ahead(plan), ...augmented(plan), ...watched(plan)];
}

function momenta(plan: TrainPlan): string[] {
  const { phases } = plan;
  return phases.flatMap(({ name, course, optimizer }) => {
    const { title, kerasMomentum } = findOptimizer(optimizer.kind);
    const can = kerasMomentum === 'ahead' ? isFit(plan) : kerasMomentum !== undefined;
    if (!course || can || !movesMomentum(course, optimizer)) return [];
    const of = phases.length > 1 ? ` of the phase "${name}"` : '';
    return [`The momentum of ${title}${of} does not move in Keras: it keeps its number, and only the learning rate cycles.`];
  });
}

/** Keras takes gradients at its variables: where an optimizer looks ahead, they are the points ahead while it trains; with phases they are brought back after each step. */
function ahead(plan: TrainPlan): string[] {
  if (!isFit(plan)) return [];
  const { phases } = plan;
  const titles = phases.map(({ optimizer }) => findOptimizer(optimizer.kind)).flatMap(({ lookAhead, title }) => (lookAhead ? [title] : []));
  return [...new Set(titles)].map(
    (title) =>
      `While it trains, Keras validates ${title} where its momentum leads, a part of a step ahead of the weights; the weights in the end are the same.`,
  );
}

/** `training=True` switches augmentation on with dropout. */
function augmented(plan: TrainPlan): string[] {
  if (droppingLayers(plan).length === 0) return [];
  const names = withRepeated(plan.layers).flatMap(({ kind, name }) => (findBlock(kind).group === 'augmentation' ? [name] : []));
  if (names.length === 0) return [];
  return [`Where the script leaves dropout on to predict, ${names.join(', ')} changes the pictures, too: Keras has one switch for both.`];
}

function watched({ watched: kinds }: TrainPlan): string[] {
  return kinds.length === 0 ? [] : ['What is watched in each layer after an epoch, such as norms of gradients, is not part of the script.'];
}
