interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly ends: readonly [low: number, high: number];
  readonly onChange: (value: number) => void;
}

/** A number by hand, in a hundred steps; one outside the ends stands at the nearer of them. */
export function Slider({ label, value, ends: [low, high], onChange }: SliderProps) {
  return (
    <input
      type="range"
      aria-label={label}
      min={low}
      max={high}
      step={(high - low) / 100}
      value={Math.min(high, Math.max(low, value))}
      onChange={(event) => onChange(Number(event.target.value))}
      className="mt-1 block h-4 w-full accent-accent"
    />
  );
}
