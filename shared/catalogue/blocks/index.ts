import type { Block } from '../block.ts';
import { activation } from './activation.ts';
import { add } from './add.ts';
import { alphaDropout } from './alphaDropout.ts';
import { average } from './average.ts';
import { averagePooling1d } from './averagePooling1d.ts';
import { averagePooling2d } from './averagePooling2d.ts';
import { averagePooling3d } from './averagePooling3d.ts';
import { batchNormalization } from './batchNormalization.ts';
import { concatenate } from './concatenate.ts';
import { conv1d } from './conv1d.ts';
import { conv1dTranspose } from './conv1dTranspose.ts';
import { conv2d } from './conv2d.ts';
import { conv2dTranspose } from './conv2dTranspose.ts';
import { conv3d } from './conv3d.ts';
import { conv3dTranspose } from './conv3dTranspose.ts';
import { cropping1d } from './cropping1d.ts';
import { cropping2d } from './cropping2d.ts';
import { cropping3d } from './cropping3d.ts';
import { dense } from './dense.ts';
import { depthwiseConv1d } from './depthwiseConv1d.ts';
import { depthwiseConv2d } from './depthwiseConv2d.ts';
import { dot } from './dot.ts';
import { dropout } from './dropout.ts';
import { embedding } from './embedding.ts';
import { flatten } from './flatten.ts';
import { gaussianDropout } from './gaussianDropout.ts';
import { gaussianNoise } from './gaussianNoise.ts';
import { globalAveragePooling1d } from './globalAveragePooling1d.ts';
import { globalAveragePooling2d } from './globalAveragePooling2d.ts';
import { globalAveragePooling3d } from './globalAveragePooling3d.ts';
import { globalMaxPooling1d } from './globalMaxPooling1d.ts';
import { globalMaxPooling2d } from './globalMaxPooling2d.ts';
import { globalMaxPooling3d } from './globalMaxPooling3d.ts';
import { graph } from './graph.ts';
import { groupInput } from './groupInput.ts';
import { groupNormalization } from './groupNormalization.ts';
import { groupOutput } from './groupOutput.ts';
import { gru } from './gru.ts';
import { input } from './input.ts';
import { layerNormalization } from './layerNormalization.ts';
import { lstm } from './lstm.ts';
import { masking } from './masking.ts';
import { maxPooling1d } from './maxPooling1d.ts';
import { maxPooling2d } from './maxPooling2d.ts';
import { maxPooling3d } from './maxPooling3d.ts';
import { maximum } from './maximum.ts';
import { minimum } from './minimum.ts';
import { multiHeadAttention } from './multiHeadAttention.ts';
import { multiply } from './multiply.ts';
import { normalization } from './normalization.ts';
import { output } from './output.ts';
import { permute } from './permute.ts';
import { positionEmbedding } from './positionEmbedding.ts';
import { prelu } from './prelu.ts';
import { randomBrightness } from './randomBrightness.ts';
import { randomContrast } from './randomContrast.ts';
import { randomFlip } from './randomFlip.ts';
import { randomRotation } from './randomRotation.ts';
import { randomTranslation } from './randomTranslation.ts';
import { randomZoom } from './randomZoom.ts';
import { repeatVector } from './repeatVector.ts';
import { rescaling } from './rescaling.ts';
import { reshape } from './reshape.ts';
import { separableConv1d } from './separableConv1d.ts';
import { separableConv2d } from './separableConv2d.ts';
import { simpleRnn } from './simpleRnn.ts';
import { spatialDropout1d } from './spatialDropout1d.ts';
import { spatialDropout2d } from './spatialDropout2d.ts';
import { spatialDropout3d } from './spatialDropout3d.ts';
import { subtract } from './subtract.ts';
import { rmsNormalization } from './rmsNormalization.ts';
import { unitNormalization } from './unitNormalization.ts';
import { upSampling1d } from './upSampling1d.ts';
import { upSampling2d } from './upSampling2d.ts';
import { upSampling3d } from './upSampling3d.ts';
import { zeroPadding1d } from './zeroPadding1d.ts';
import { zeroPadding2d } from './zeroPadding2d.ts';
import { zeroPadding3d } from './zeroPadding3d.ts';

/* A block declares its functions over its own parameters; the list holds blocks of any parameters. The parser guarantees that a block only ever
 * gets values of its own. */
const erase = (blocks: readonly { readonly [K in keyof Block]: unknown }[]): readonly Block[] => blocks as readonly Block[];

/** All blocks, in the order in which they are shown. Written by hand: a test compares the list with its folder. */
export const blocks = erase([
  input,
  output,
  graph,
  groupInput,
  groupOutput,
  dense,
  conv2d,
  conv1d,
  conv2dTranspose,
  separableConv2d,
  depthwiseConv2d,
  conv3d,
  conv3dTranspose,
  conv1dTranspose,
  separableConv1d,
  depthwiseConv1d,
  maxPooling2d,
  averagePooling2d,
  globalAveragePooling2d,
  globalMaxPooling2d,
  maxPooling1d,
  globalAveragePooling1d,
  averagePooling1d,
  globalMaxPooling1d,
  maxPooling3d,
  averagePooling3d,
  globalAveragePooling3d,
  globalMaxPooling3d,
  dropout,
  spatialDropout2d,
  spatialDropout1d,
  gaussianNoise,
  gaussianDropout,
  alphaDropout,
  spatialDropout3d,
  randomFlip,
  randomTranslation,
  randomRotation,
  randomZoom,
  randomContrast,
  randomBrightness,
  rescaling,
  normalization,
  batchNormalization,
  layerNormalization,
  groupNormalization,
  rmsNormalization,
  unitNormalization,
  flatten,
  reshape,
  permute,
  repeatVector,
  upSampling2d,
  zeroPadding2d,
  cropping2d,
  upSampling1d,
  zeroPadding1d,
  cropping1d,
  upSampling3d,
  zeroPadding3d,
  cropping3d,
  add,
  concatenate,
  multiply,
  subtract,
  average,
  dot,
  maximum,
  minimum,
  activation,
  prelu,
  simpleRnn,
  lstm,
  gru,
  masking,
  embedding,
  positionEmbedding,
  multiHeadAttention,
]);
