const signs: readonly (readonly [RegExp, string])[] = [
  [/\bbeta1\b/g, 'β₁'],
  [/\bbeta2\b/g, 'β₂'],
  [/\bbeta\b/g, 'β'],
  [/\brho\b/g, 'ρ'],
  [/\bepsilon\b/g, 'ε'],
  [/\bmu_/g, 'μ_'],
  [/\blearningRate\b/g, 'η'],
  [/\bsqrt\(/g, '√('],
  [/√\((\w+)\)/g, '√$1'],
  [/\^2\b/g, '²'],
  [/\^3\b/g, '³'],
  [/\^t\b/g, 'ᵗ'],
  [/(?<=[\s(\dᵗ²)])-(?=\s)|^-/g, '−'],
];

/** A formula as the catalogue writes it, in plain letters, as lines with the signs of mathematics; says what η is where it stands. */
export function formulaLines(text: string): readonly string[] {
  const lines = text.split(/;\s+/).map((line) => signs.reduce((told, [pattern, sign]) => told.replace(pattern, sign), line));
  return /\blearningRate\b/.test(text) ? [...lines, 'η: the learning rate'] : lines;
}
