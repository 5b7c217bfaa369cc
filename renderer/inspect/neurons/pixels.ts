type Shape = readonly [height: number, width: number, channels: number];

/** Of middle brightness, so that it stands out on a light and on a dark ground alike. */
const positive = [38, 122, 214] as const;
const negative = [222, 104, 22] as const;

/** Pixels (RGBA) of numbers of either sign: blue what is positive, orange what is negative, the clearer the nearer to 0; colours of a pixel added up. */
export function signedPixels(numbers: readonly number[], [height, width, channels]: Shape): Uint8ClampedArray<ArrayBuffer> {
  const sums = Array.from({ length: height * width }, (_, at) =>
    numbers.slice(at * channels, (at + 1) * channels).reduce((sum, value) => sum + value, 0),
  );
  const largest = sums.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const pixels = new Uint8ClampedArray(height * width * 4);
  sums.forEach((value, at) => pixels.set([...(value < 0 ? negative : positive), (255 * Math.abs(value)) / largest], at * 4));
  return pixels;
}

/** Pixels (RGBA) of a picture, from black for the smallest number to white for the largest. */
export function greyPixels(numbers: readonly number[], [height, width, channels]: Shape): Uint8ClampedArray<ArrayBuffer> {
  let [low, high] = [Infinity, -Infinity];
  for (const value of numbers) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const range = high - low || 1;
  const pixels = new Uint8ClampedArray(height * width * 4);
  for (let at = 0; at < height * width; at++) {
    for (let colour = 0; colour < 3; colour++)
      pixels[at * 4 + colour] = (255 * ((numbers[at * channels + (channels >= 3 ? colour : 0)] ?? 0) - low)) / range;
    pixels[at * 4 + 3] = 255;
  }
  return pixels;
}
