import { balancedWeights } from '../../shared/catalogue/classWeights.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { ColumnData } from '../engine/engine.ts';

/** The plan with numbers where class weights are to be balanced: they follow from the training examples, by their rows in `data`. */
export function balanceClasses(plan: TrainPlan, data: ColumnData, train: Int32Array): TrainPlan {
  if (plan.heads.every(({ classWeights }) => classWeights !== 'balanced')) return plan;
  const heads = plan.heads.map((head) => {
    const column = head.column === null ? undefined : data.columns[head.column];
    // Classes are held in memory, however large the rest is.
    const { numbers = null, classes = null } = column ?? {};
    if (head.classWeights !== 'balanced' || numbers === null || classes === null) return head;
    const labels = Array.from(train, (row) => Number(numbers[row]));
    return { ...head, classWeights: balancedWeights(labels, classes) };
  });
  return { ...plan, heads };
}
