/** `Conv2D` -> `conv2d`, `BatchNormalization` -> `batch_normalization`: Keras's `to_snake_case`. */
export function toSnakeCase(name: string): string {
  return name
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** Gives out unique names as Keras does: `dense`, `dense_1`, `dense_2`. */
export function nameGiver(): (wanted: string) => string {
  const taken = new Set<string>();
  return (wanted) => {
    let name = wanted;
    for (let count = 1; taken.has(name); count++) name = `${wanted}_${count}`;
    taken.add(name);
    return name;
  };
}

/** A user's name made fit for a layer name: letters, digits, `_`, `-`, `.`; '' when nothing is left. */
export function layerName(name: string): string {
  return name
    .trim()
    .replace(/\s+/g, '_')
    .replace(/[^\p{L}\p{N}_.-]/gu, '')
    .slice(0, 100);
}
