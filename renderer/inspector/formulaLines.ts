import type { Params } from '../../shared/catalogue/params.ts';
import { toWords } from '../../shared/catalogue/toWords.ts';

const signs: readonly (readonly [RegExp, string])[] = [
  [/->/g, '→'],
  [/\+-/g, '±'],
  [/<=/g, '≤'],
  [/>=/g, '≥'],
  [/\bbeta1\b/g, 'β₁'],
  [/\bbeta2\b/g, 'β₂'],
  [/\^gamma\b/g, 'ᵞ'],
  [/\balpha\b/g, 'α'],
  [/\bbeta\b/g, 'β'],
  [/\bgamma\b/g, 'γ'],
  [/\bdelta\b/g, 'δ'],
  [/\bpi\b/g, 'π'],
  [/\brho\b/g, 'ρ'],
  [/\bepsilon\b/g, 'ε'],
  [/\bmu_/g, 'μ_'],
  [/\blearningRate\b/g, 'η'],
  [/\bsum(?=[_ (])/g, 'Σ'],
  [/(?<=[\wΣ)])_i\b/g, 'ᵢ'],
  [/(?<=[\wΣ)])_j\b/g, 'ⱼ'],
  [/(?<=[\wΣ)])_k\b/g, 'ₖ'],
  [/(?<=[\wΣ)])_t\b/g, 'ₜ'],
  [/\bsqrt\(/g, '√('],
  [/√\((\w+)\)/g, '√$1'],
  [/\^2\b/g, '²'],
  [/\^3\b/g, '³'],
  [/\^t\b/g, 'ᵗ'],
  [/\^i\b/g, 'ⁱ'],
  [/\^T\b/g, 'ᵀ'],
  [/\b1\/2\b/g, '½'],
  // Between letters it is a hyphen.
  [/(?<!\w)-|-(?=\s)/g, '−'],
];

const inSigns = (text: string): string => signs.reduce((told, [pattern, sign]) => told.replace(pattern, sign), text);

/**
 * A formula as the catalogue writes it, in plain letters, as lines with the signs of mathematics; says what η is where it stands, and which field
 * of `params` is meant by a name that the form calls otherwise.
 */
export function formulaLines(text: string, params: Params = {}): readonly string[] {
  const named = Object.entries(params).flatMap(([name, { title = toWords(name) }]) =>
    title.replaceAll(' ', '').toLowerCase() !== name.toLowerCase() && new RegExp(`\\b${name}\\b`).test(text)
      ? [`${inSigns(name)}: ${title.toLowerCase()}`]
      : [],
  );
  const counts = /\b[tf]p\b/.test(text) ? ['tp, fp: what is called yes and is, and is not; fn: what is and is not called so'] : [];
  const rate = /\blearningRate\b/.test(text)
    ? [/\blr\b/.test(text) ? 'η: the learning rate; lr: what it is in a step' : 'η: the learning rate']
    : [];
  return [...text.split(/;\s+/).map(inSigns), ...rate, ...counts, ...named];
}
