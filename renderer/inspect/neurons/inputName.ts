/** What an input of a layer is called, from 0: `x₁₂`, or where it lies in a picture of this shape. */
export function inputName(at: number, picture: readonly [height: number, width: number, channels: number] | null): string {
  if (!picture) return `x${String(at).replace(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'.charAt(Number(digit)))}`;
  const [, width, channels] = picture;
  const pixel = Math.floor(at / channels);
  const colour = channels === 3 ? `, ${['red', 'green', 'blue'][at % 3] ?? ''}` : '';
  return `row ${Math.floor(pixel / width)}, column ${pixel % width}${colour}`;
}
