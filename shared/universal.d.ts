// What both Node and a browser have and shared/ may use. Only tsconfig.shared.json reads this file; elsewhere the real types stand.
declare var crypto: {
  randomUUID(): `${string}-${string}-${string}-${string}-${string}`;
  getRandomValues<T extends Uint8Array | Uint32Array>(array: T): T;
};
declare function queueMicrotask(callback: () => void): void;
declare function structuredClone<T>(value: T): T;
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
