import type { ProjectDocument } from '../../shared/graph/document.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { forecastMemory } from '../../shared/plan/forecastMemory.ts';
import { memoryWords } from '../../shared/plan/memoryWords.ts';
import { formatBytes } from '../ui/formatNumber.ts';
import { sentence } from '../ui/sentence.ts';
import type { Fact } from './Facts.tsx';

/** Two digits: the forecast is no better. */
const round = (bytes: number): string => formatBytes(Math.round(bytes / 1e7) * 1e7);

/** The memory that training will take, forecast before it, and of a small model how much of it is the engine's; none while the model cannot be trained. */
export function memoryFacts(document: ProjectDocument): readonly Fact[] {
  const built = buildPlan(document);
  const forecast = 'problems' in built ? null : forecastMemory(built.plan);
  if ('problems' in built || !forecast) return [];
  const exact = sentence(memoryWords(forecast, built.plan.batchSize));
  const whole = { name: 'Memory to train', value: round(forecast.total), exact };
  return forecast.base > forecast.total / 2 ? [whole, { name: 'of it the engine itself', value: round(forecast.base), exact }] : [whole];
}
