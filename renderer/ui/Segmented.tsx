import { ToggleGroup } from 'radix-ui';

interface SegmentedProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly choices: readonly { readonly value: V; readonly title: string }[];
  readonly onChange: (value: V) => void;
}

/** A few choices side by side, one of them pressed. */
export function Segmented<V extends string>({ label, value, choices, onChange }: SegmentedProps<V>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(next) => {
        const chosen = choices.find((choice) => choice.value === next);
        if (chosen) onChange(chosen.value);
      }}
      className="inline-flex h-6 shrink-0 rounded-sm border border-edge bg-sunken p-px"
    >
      {choices.map((choice) => (
        <ToggleGroup.Item
          key={choice.value}
          value={choice.value}
          className="rounded-[3px] px-2 text-xs text-muted hover:text-ink data-[state=on]:bg-raised data-[state=on]:font-medium data-[state=on]:text-ink data-[state=on]:shadow-card"
        >
          {choice.title}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
