import type { PlainCase } from '../referenceCase.ts';
import { adversarialCases } from './adversarial.ts';
import { augmentationCases } from './augmentation.ts';
import { clippingCases } from './clipping.ts';
import { descentCases } from './descent.ts';
import { dropEnsembleCases } from './dropEnsembles.ts';
import { givenWeightCases } from './givenWeights.ts';
import { viewCases } from './insideNetwork.ts';
import { logitCases } from './logits.ts';
import { maskCases } from './masks.ts';
import { noiseCases } from './noise.ts';
import { perceptualCases } from './perceptual.ts';
import { rateCases } from './rates.ts';
import { repeatCases } from './repeats.ts';
import { saturationCases } from './saturation.ts';
import { scalingCases } from './scaling.ts';
import { scheduleFormulas } from './schedules.ts';
import { splitCases } from './splits.ts';
import { walkCases } from './walks.ts';
import { watchCases } from './watches.ts';
import { windowCases } from './windows.ts';

/** Everything that is compared with a second implementation of our own: what Keras lacks, or draws otherwise. */
export const plainCases = (): readonly PlainCase[] => [
  ...noiseCases(),
  ...maskCases(),
  ...augmentationCases(),
  ...logitCases(),
  ...scheduleFormulas(),
  ...clippingCases(),
  ...watchCases(),
  ...saturationCases(),
  ...descentCases(),
  ...dropEnsembleCases(),
  ...rateCases(),
  ...scalingCases(),
  ...splitCases(),
  ...adversarialCases(),
  ...perceptualCases(),
  ...givenWeightCases(),
  ...repeatCases(),
  ...viewCases(),
  ...windowCases(),
  ...walkCases(),
];
