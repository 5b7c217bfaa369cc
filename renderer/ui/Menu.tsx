import { DropdownMenu } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { Check } from 'lucide-react';
import { cx } from './cx.ts';
import { Keys } from './Keys.tsx';

export const menuClass =
  'z-50 min-w-44 max-w-96 rounded-md border border-edge bg-raised p-1 text-sm text-ink shadow-float max-h-[var(--radix-dropdown-menu-content-available-height)] overflow-y-auto';
export const menuItemClass =
  'flex min-h-7 w-full items-center gap-2 rounded-sm px-2 py-1 text-left outline-none data-[highlighted]:bg-hover data-[disabled]:opacity-45 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted';

interface MenuProps {
  readonly trigger: ReactElement;
  readonly children: ReactNode;
  readonly align?: 'start' | 'center' | 'end';
  readonly label?: string;
}

/** A menu that drops from its trigger. Not modal: nothing outside is locked. */
export function Menu({ trigger, children, align = 'start', label }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align={align} sideOffset={4} collisionPadding={8} className={menuClass} aria-label={label}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface MenuItemProps {
  readonly onSelect: () => void;
  readonly icon?: ReactNode;
  readonly keys?: string | undefined;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  readonly children: ReactNode;
}

export function MenuItem({ onSelect, icon, keys, disabled = false, danger = false, children }: MenuItemProps) {
  return (
    <DropdownMenu.Item onSelect={onSelect} disabled={disabled} className={cx(menuItemClass, danger && 'text-danger [&_svg]:text-danger!')}>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {keys !== undefined && <Keys keys={keys} />}
    </DropdownMenu.Item>
  );
}

interface MenuChoiceProps<V extends string> {
  readonly value: V;
  readonly choices: readonly { readonly value: V; readonly title: string; readonly detail?: string | null; readonly disabled?: boolean }[];
  readonly onChoose: (value: V) => void;
}

/** Choices of which one holds, each with a line of detail. */
export function MenuChoices<V extends string>({ value, choices, onChoose }: MenuChoiceProps<V>) {
  return (
    <DropdownMenu.RadioGroup value={value}>
      {choices.map((choice) => (
        <DropdownMenu.RadioItem
          key={choice.value}
          value={choice.value}
          disabled={choice.disabled ?? false}
          onSelect={() => onChoose(choice.value)}
          className={cx(menuItemClass, 'items-start data-[disabled]:opacity-100')}
        >
          <span className="flex h-5 w-4 shrink-0 items-center">
            <DropdownMenu.ItemIndicator>
              <Check />
            </DropdownMenu.ItemIndicator>
          </span>
          <span className="min-w-0 flex-1">
            <span className={cx('block', choice.disabled === true && 'text-faint')}>{choice.title}</span>
            {choice.detail != null && <span className="block text-xs text-muted">{choice.detail}</span>}
          </span>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

export const MenuLine = () => <DropdownMenu.Separator className="my-1 h-px bg-edge" />;
export const MenuTitle = ({ children }: { readonly children: ReactNode }) => (
  <DropdownMenu.Label className="px-2 py-1 text-xs font-medium text-faint">{children}</DropdownMenu.Label>
);
