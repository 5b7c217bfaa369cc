import { plural } from '../../../shared/catalogue/plural.ts';
import { ContractError } from '../../../shared/ipc/port.ts';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import { findDense } from '../../inspect/findDense.ts';
import type { NeuronQuestion } from '../../inspect/neuronDesk.ts';
import { sentence } from '../sentence.ts';

/** A neuron that somebody wants to look at. */
export type AskedNeuron = Pick<NeuronQuestion, 'layer' | 'unit' | 'example' | 'place'>;

/** Throws in words where a plan has no such neuron. `whose` is the run. */
export function refuseNeuron(plan: TrainPlan, { layer, unit }: AskedNeuron, whose: string): void {
  const found = findDense(plan, layer);
  const refuse = (words: string, code: 'invalid' | 'notFound' = 'invalid'): ContractError =>
    new ContractError(code, sentence(`${whose}: ${words}`));
  if ('problem' in found) throw refuse(found.problem, found.missing ? 'notFound' : 'invalid');
  const { units } = found;
  if (unit >= units) throw refuse(`"${found.layer.name}" has ${plural(units, 'unit')}, 0 to ${units - 1}: there is no unit ${unit}`);
}
