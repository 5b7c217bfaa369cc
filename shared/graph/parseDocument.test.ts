import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { templates } from '../templates/index.ts';
import { inferDocument } from './inferDocument.ts';
import { formatDocument, parseDocument } from './parseDocument.ts';

const text = (): string =>
  formatDocument(
    templates[0]?.build() ??
      (() => {
        throw new Error('no template');
      })(),
  );
const errorOf = (source: string): string => {
  const parsed = parseDocument(source);
  return 'error' in parsed ? parsed.error : 'accepted';
};

describe('parseDocument', () => {
  it('reads what formatDocument writes', () => {
    for (const template of templates) {
      const document = template.build();
      expect(parseDocument(formatDocument(document))).toEqual({ document });
    }
  });

  it.each([
    ['not JSON', '{', /^the file is not JSON: /],
    ['another file', '{"nodes": []}', /^this is not a Netloom project/],
    [
      'a newer version',
      text().replace('"version": 1', '"version": 9'),
      /^the project is of version 9, this program reads up to 1: update Netloom$/,
    ],
    ['an unknown block', text().replace('"kind": "flatten"', '"kind": "flaten"'), /^"graphs.main.nodes.flatten-7": unknown block "flaten"/],
    ['a dangling wire', text().replace('"node": "flatten-7"', '"node": "gone"'), /ends at "gone", which is not in the graph$/],
    ['a position that is no number', text().replace('"x": 0', '"x": "left"'), /^"graphs.main.nodes.[\w-]+.position.x": /],
    [
      'a choice too large for a number',
      text().replace(/"learningRate": [\d.]+/, '"learningRate": 1e999'),
      /^"training\.optimizer\.values\.learningRate" must be a finite number, not Infinity$/,
    ],
    [
      'a value of a block too large for a number',
      text().replace(/"rate": [\d.]+/, '"rate": -1e999'),
      /^"graphs\.main\.nodes\.dropout-\d+\.values\.rate" must be a finite number, not -Infinity$/,
    ],
    ['a field too many', text().replace('"notes":', '"colour": 1, "notes":'), /colour/],
    ['a missing graph', text().replace('"root": "main"', '"root": "other"'), /^"root" names the graph "other", which is not in the file$/],
  ])('refuses %s with one message', (_name, source, message) => {
    expect(errorOf(source)).toMatch(message);
  });

  it('never throws, hangs or pollutes, whatever a file holds', () => {
    const source = text();
    const pieces = ['"__proto__"', '"constructor"', '"nodes"', 'null', '-1', '1e308', '[]', '{}', '"\\u0000"', 'true'];
    fc.assert(
      fc.property(fc.nat(source.length), fc.nat(60), fc.constantFrom(...pieces), (at, cut, piece) => {
        const parsed = parseDocument(source.slice(0, at) + piece + source.slice(at + cut));
        if ('document' in parsed) expect(() => inferDocument(parsed.document)).not.toThrow();
        expect(Object.prototype).not.toHaveProperty('polluted');
      }),
      { numRuns: 1000 },
    );
    expect(errorOf(source.replace('"flatten-7": {', '"__proto__": {"polluted": true}, "flatten-7": {'))).not.toBe('');
    expect({}).not.toHaveProperty('polluted');
  });
});
