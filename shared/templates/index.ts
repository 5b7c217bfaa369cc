import { autoencoder } from './autoencoder.ts';
import { characterText } from './characterText.ts';
import { irisMlp } from './irisMlp.ts';
import { kerasDemo } from './kerasDemo.ts';
import { mnistGru, mnistLstm, mnistSimpleRnn } from './mnistByRow.ts';
import { mnistCnn } from './mnistCnn.ts';
import { mnistGan } from './mnistGan.ts';
import { mnistMlp } from './mnistMlp.ts';
import { mnistResnet } from './mnistResnet.ts';
import { mnistVgg } from './mnistVgg.ts';
import { perceptualAutoencoder } from './perceptualAutoencoder.ts';
import { randomLabels } from './randomLabels.ts';
import { regression } from './regression.ts';
import { ringGan } from './ringGan.ts';
import { sineForecast } from './sineForecast.ts';
import type { Template } from './template.ts';
import { transformer } from './transformer.ts';
import { twoSpirals } from './twoSpirals.ts';
import { unet } from './unet.ts';
import { veryDeepCnn } from './veryDeepCnn.ts';
import { xor } from './xor.ts';

export type { Template } from './template.ts';

/** Ready projects, in the order they are offered. */
export const templates: readonly Template[] = [
  mnistCnn,
  mnistMlp,
  irisMlp,
  xor,
  twoSpirals,
  kerasDemo,
  regression,
  randomLabels,
  mnistVgg,
  mnistResnet,
  veryDeepCnn,
  unet,
  autoencoder,
  mnistSimpleRnn,
  mnistLstm,
  mnistGru,
  sineForecast,
  characterText,
  transformer,
  ringGan,
  mnistGan,
  perceptualAutoencoder,
];

/** The template of an id. Throws an Error that lists the known ones. */
export function findTemplate(id: string): Template {
  const template = templates.find((candidate) => candidate.id === id);
  if (!template) throw new Error(`unknown template "${id}": known are ${templates.map((known) => known.id).join(', ')}`);
  return template;
}
