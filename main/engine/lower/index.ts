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
import { groupNormalization } from './groupNormalization.ts';
import { gru } from './gru.ts';
import { layerNormalization } from './layerNormalization.ts';
import type { Lowering } from './lowering.ts';
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

/* Each entry's values are those of its own block: the plan holds values that the block's parser has checked. */
const erase = (lowerings: Readonly<Record<string, unknown>>): Readonly<Record<string, Lowering>> =>
  lowerings as Readonly<Record<string, Lowering>>;

/** The mathematics of every block that computes, by kind. A test holds it against the catalogue. */
export const lowerings = erase({
  activation,
  add,
  alphaDropout,
  average,
  averagePooling1d,
  averagePooling2d,
  averagePooling3d,
  batchNormalization,
  concatenate,
  conv1d,
  conv1dTranspose,
  conv2d,
  conv2dTranspose,
  conv3d,
  conv3dTranspose,
  cropping1d,
  cropping2d,
  cropping3d,
  dense,
  depthwiseConv1d,
  depthwiseConv2d,
  dot,
  dropout,
  embedding,
  flatten,
  gaussianDropout,
  gaussianNoise,
  globalAveragePooling1d,
  globalAveragePooling2d,
  globalAveragePooling3d,
  globalMaxPooling1d,
  globalMaxPooling2d,
  globalMaxPooling3d,
  groupNormalization,
  gru,
  layerNormalization,
  lstm,
  masking,
  maxPooling1d,
  maxPooling2d,
  maxPooling3d,
  maximum,
  minimum,
  multiHeadAttention,
  multiply,
  normalization,
  permute,
  positionEmbedding,
  prelu,
  randomBrightness,
  randomContrast,
  randomFlip,
  randomRotation,
  randomTranslation,
  randomZoom,
  repeatVector,
  rescaling,
  reshape,
  separableConv1d,
  separableConv2d,
  simpleRnn,
  spatialDropout1d,
  spatialDropout2d,
  spatialDropout3d,
  subtract,
  rmsNormalization,
  unitNormalization,
  upSampling1d,
  upSampling2d,
  upSampling3d,
  zeroPadding1d,
  zeroPadding2d,
  zeroPadding3d,
});
