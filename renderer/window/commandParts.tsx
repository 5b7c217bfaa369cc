import { Command } from 'cmdk';
import type { ReactNode } from 'react';

export const commandInputClass = 'h-11 w-full shrink-0 rounded-t-lg border-b border-edge bg-transparent px-4 text-base outline-none!';
export const commandListClass = 'max-h-[min(420px,60vh)] overflow-y-auto p-1.5 [scroll-padding-block:8px]';

export const CommandGroup = ({ heading, children }: { readonly heading: string; readonly children: ReactNode }) => (
  <Command.Group
    heading={heading}
    className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-1.5 [&_[cmdk-group-heading]]:pb-0.5 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:text-faint"
  >
    {children}
  </Command.Group>
);

interface CommandItemProps {
  readonly value: string;
  readonly disabled?: boolean;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}

export const CommandItem = ({ value, disabled = false, onSelect, children }: CommandItemProps) => (
  <Command.Item
    value={value}
    disabled={disabled}
    onSelect={onSelect}
    className="flex min-h-8 items-center gap-2 rounded-sm px-2 py-1 text-sm data-[disabled=true]:text-faint data-[selected=true]:bg-hover"
  >
    {children}
  </Command.Item>
);
