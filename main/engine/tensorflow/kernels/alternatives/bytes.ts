import { dataTypes } from '../../compiled/graphProto.ts';
import type { FindAlternative } from './alternative.ts';

/** Bytes that become numbers. The same to the last bit and never slower, so it is not timed. */
export const bytes: FindAlternative = ({ kernel, attr, shape }) => {
  const { SrcT: from, DstT: to } = attr;
  if (!from || !('type' in from) || from.type !== dataTypes.uint8) return null;
  if (!to || !('type' in to) || to.type !== dataTypes.float32) return null;
  return {
    signature: `Cast ${shape.join('x')}`,
    theirs: { kernel, attr },
    own: { kernel: 'NetloomRescale', attr: {} },
    work: 0,
    rank: shape.length,
    sample: [],
  };
};
