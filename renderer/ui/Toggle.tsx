import { Switch } from 'radix-ui';

interface ToggleProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly id?: string;
  readonly describedBy?: string | undefined;
}

/** On or off. */
export function Toggle({ label, checked, onChange, id, describedBy }: ToggleProps) {
  return (
    <Switch.Root
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      checked={checked}
      onCheckedChange={onChange}
      className="h-4 w-7 shrink-0 rounded-full border border-edge-strong bg-sunken p-px transition-colors data-[state=checked]:border-transparent data-[state=checked]:bg-accent-fill"
    >
      <Switch.Thumb className="block size-3 rounded-full bg-muted transition-transform data-[state=checked]:translate-x-3 data-[state=checked]:bg-white" />
    </Switch.Root>
  );
}
