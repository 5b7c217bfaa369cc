import type { ProjectDocument } from '../../shared/graph/document.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { forecastMemory } from '../../shared/plan/forecastMemory.ts';
import { memoryWords } from '../../shared/plan/memoryWords.ts';
import { formatBytes } from '../ui/formatNumber.ts';
import { sentence } from '../ui/sentence.ts';
import type { Fact } from './Facts.tsx';

/** The memory that training will take, forecast before it; null while the model cannot be trained. */
export function memoryFact(document: ProjectDocument): Fact | null {
  const built = buildPlan(document);
  const forecast = 'problems' in built ? null : forecastMemory(built.plan);
  if ('problems' in built || !forecast) return null;
  return {
    name: 'Memory to train',
    value: formatBytes(Math.round(forecast.total / 1e7) * 1e7),
    exact: sentence(memoryWords(forecast, built.plan.batchSize)),
  };
}
