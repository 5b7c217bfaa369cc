import type { FoundColumn } from '../../../shared/catalogue/foundFiles.ts';
import type { Numbers } from '../../engine/engine.ts';
import { valuesOf, type Element } from './element.ts';

/** Turns the bytes of rows of a column into the numbers that are trained on: bytes stay bytes, classes become their places in the list, all else float32. */
export type Convert = (bytes: Uint8Array<ArrayBuffer>) => Numbers;

export function converter(element: Element, { name, type, classes = [] }: Pick<FoundColumn, 'name' | 'type' | 'classes'>): Convert {
  if (type === 'class') {
    const places = new Map(classes.map((label, at) => [Number(label), at]));
    return (bytes) =>
      Int32Array.from(valuesOf(element, bytes), (value) => {
        const place = places.get(value);
        if (place === undefined)
          throw new Error(`"${name}" holds the class ${value}, which was not there when it was read: read the files again under Data`);
        return place;
      });
  }
  return (bytes) => {
    const values = valuesOf(element, bytes);
    return values instanceof Uint8Array || values instanceof Float32Array ? values : new Float32Array(values);
  };
}

/** An empty list of the kind that `converter` gives. */
export function emptyNumbers({ size, name }: Element, { type }: Pick<FoundColumn, 'type'>, length: number): Numbers {
  if (type === 'class') return new Int32Array(length);
  return size === 1 && name !== 'int8' ? new Uint8Array(length) : new Float32Array(length);
}
