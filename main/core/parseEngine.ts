import { engineChoices, type EngineChoice } from '../../shared/run/engines.ts';

/** The engine asked for, as the store keeps it in text. */
export function parseEngine(text: string | undefined): EngineChoice {
  return engineChoices.find((choice) => choice === text) ?? 'auto';
}
