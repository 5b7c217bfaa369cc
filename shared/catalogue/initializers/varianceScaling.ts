import { defineInitializer } from '../otherItems.ts';
import { choice, float } from '../params.ts';
import { fillNormal, fillTruncatedNormal, fillUniform } from './distributions.ts';

export const varianceScaling = defineInitializer({
  kind: 'varianceScaling',
  title: 'Variance scaling',
  summary: 'What Glorot, He and LeCun are cases of: the variance is the scale divided by a count of wires.',
  formula: 'variance = scale / n, n = fanIn, fanOut or their mean',
  params: {
    scale: float({ default: 1, min: 0, exclusiveMin: true, help: '1 for LeCun and Glorot, 2 for He.' }),
    mode: choice(['fanIn', 'fanOut', 'fanAvg'], {
      default: 'fanIn',
      help: 'What the scale is divided by: wires in, wires out, or their mean.',
    }),
    distribution: choice(['truncatedNormal', 'untruncatedNormal', 'uniform'], { default: 'truncatedNormal', help: 'What is drawn from.' }),
  },
  keras: { name: 'VarianceScaling' },
  variants: [{ scale: 2, distribution: 'untruncatedNormal' }, { mode: 'fanAvg', distribution: 'uniform' }, { mode: 'fanOut' }],
  sample: (shape, [fanIn, fanOut], { scale, mode, distribution }, random) => {
    const wires = mode === 'fanIn' ? fanIn : mode === 'fanOut' ? fanOut : (fanIn + fanOut) / 2;
    const deviation = Math.sqrt(scale / Math.max(1, wires));
    if (distribution === 'truncatedNormal') return fillTruncatedNormal(shape, deviation, random);
    if (distribution === 'untruncatedNormal') return fillNormal(shape, 0, deviation, random);
    return fillUniform(shape, -Math.sqrt(3) * deviation, Math.sqrt(3) * deviation, random);
  },
});
