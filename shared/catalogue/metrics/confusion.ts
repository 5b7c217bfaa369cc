import { float, int, optional } from '../params.ts';

/** What decides which outputs count as a yes. */
export const confusionParams = {
  thresholds: optional(
    float({
      default: 0.5,
      min: 0,
      max: 1,
      title: 'Threshold',
      help: 'An output above it counts as a yes. None: 0.5, or every one of the top k.',
    }),
  ),
  topK: optional(int({ default: 1, min: 1, help: 'Only the k largest outputs of an example can be a yes.' })),
  classId: optional(
    int({ default: 0, min: 0, title: 'Class', help: 'Looks at this class alone; 0 is the first. None: at all of them together.' }),
  ),
};

/** Why these choices do not go with a head of this width, in words. */
export function confusionFits(
  width: number,
  { topK, classId }: { readonly topK: number | null; readonly classId: number | null },
): string | null {
  if (classId !== null && classId >= width) return `there is no class ${classId}: choose from 0 to ${width - 1}`;
  return topK !== null && topK > width ? `the head has ${width} outputs, fewer than the top ${topK}: choose a smaller number` : null;
}
