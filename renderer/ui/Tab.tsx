import { Tabs } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';

interface TabProps {
  readonly value: string;
  readonly className?: string;
  readonly onClick?: () => void;
  readonly children: ReactNode;
}

/** A tab at the head of a place of the window. */
export const Tab = ({ value, className, onClick, children }: TabProps) => (
  <Tabs.Trigger
    value={value}
    onClick={onClick}
    className={cx(
      '-mb-px h-full border-b-2 border-transparent text-xs font-medium text-muted -outline-offset-2! hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink',
      className,
    )}
  >
    {children}
  </Tabs.Trigger>
);

/** What a tab shows. */
export const TabPanel = ({ value, children }: { readonly value: string; readonly children: ReactNode }) => (
  <Tabs.Content value={value} tabIndex={-1} className="flex min-h-0 flex-1 flex-col *:min-h-0 *:flex-1">
    {children}
  </Tabs.Content>
);
