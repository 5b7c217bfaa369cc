import type { Phase, TrainPlan } from './trainPlan.ts';

/** One phase of a plan as a plan of its own. */
export interface PhasePlan {
  readonly phase: Phase;
  /** Its heads, and what they are computed from. */
  readonly plan: TrainPlan;
  /** Front of its metrics' keys: '' where there is only one phase. */
  readonly prefix: string;
}

type Parts = Pick<TrainPlan, 'heads' | 'layers' | 'phases'>;
const known = new WeakMap<Parts, readonly PhasePlan[]>();

/** The phases of a plan, each with the heads that it trains by and the layers and inputs that these need. */
export function phasePlans<P extends Parts>(plan: P): readonly (Omit<PhasePlan, 'plan'> & { readonly plan: P })[];
export function phasePlans(plan: TrainPlan): readonly PhasePlan[] {
  const before = known.get(plan);
  if (before) return before;
  const made = plan.phases.map((phase): PhasePlan => {
    const heads = plan.heads.filter(({ name }) => phase.heads.includes(name));
    // A plan of one phase that has all is that plan: nothing of it is made anew.
    const whole = plan.phases.length === 1 && heads.length === plan.heads.length;
    return {
      phase,
      plan: whole ? plan : { ...partOf(plan, heads), phases: [phase] },
      prefix: plan.phases.length === 1 ? '' : `${phase.name}_`,
    };
  });
  known.set(plan, made);
  return made;
}

/** A plan with these heads only, and what they need. */
export function partOf<P extends Pick<TrainPlan, 'heads' | 'layers'>>(plan: P, heads: TrainPlan['heads']): P {
  const wanted = new Set(heads.flatMap(({ source, compared }) => [source.layer, ...(compared ? [compared.layer] : [])]));
  for (const { id, inputs } of plan.layers.toReversed()) {
    if (wanted.has(id)) for (const ref of Object.values(inputs).flat()) wanted.add(ref.layer);
  }
  const layers = plan.layers.filter(({ id }) => wanted.has(id));
  return {
    ...plan,
    heads,
    layers,
    ...('inputs' in plan && Array.isArray(plan.inputs)
      ? { inputs: (plan.inputs as TrainPlan['inputs']).filter(({ id }) => wanted.has(id)) }
      : {}),
  };
}

/** The place in `phases` of the phase that a step trains by: each in its turn, as often as it repeats, among those that take part in this epoch. All count from 0. */
export function phaseAt({ phases }: Pick<TrainPlan, 'phases'>, epoch: number, batch: number): number {
  const active = phases.flatMap(({ repeats, epochs: [first, last] = [0, null] }, place) =>
    epoch >= first && (last === null || epoch <= last) ? Array.from({ length: repeats }, () => place) : [],
  );
  return active[batch % Math.max(1, active.length)] ?? 0;
}
