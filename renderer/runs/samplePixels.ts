/** Height, width and channels of what can be drawn as a picture; null for other shapes. */
export function pictureShape(shape: readonly number[]): readonly [height: number, width: number, channels: number] | null {
  const [height = 0, width = 0, channels = 1] = shape;
  if (shape.length < 2 || shape.length > 3 || height < 4 || width < 4) return null;
  return channels === 1 || channels === 3 ? [height, width, channels] : null;
}

/** The smallest and the largest of some numbers; 0 and 1 where there are none. */
export function spanOf(numbers: readonly number[]): readonly [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of numbers) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : [0, 1];
}

/** How bright a number is, 0 to 255, by what the numbers look like: shares from 0 to 1, a tanh from -1 to 1, pixels to 255, else from the smallest to the largest. */
export function grey(numbers: readonly number[]): (value: number) => number {
  const [low, high] = spanOf(numbers);
  const [from, to] = low >= 0 && high <= 1 ? [0, 1] : low >= -1 && high <= 1 ? [-1, 1] : low >= 0 && high <= 255 ? [0, 255] : [low, high];
  return (value) => Math.round(Math.min(255, Math.max(0, ((value - from) / (to - from || 1)) * 255)));
}
