import type { ReactNode } from 'react';

/** A field with its name above it, for the eye: the field has a name of its own for screen readers. */
export const Labelled = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <div className="flex flex-col gap-1 text-xs text-muted">
    <span>{title}</span>
    {children}
  </div>
);
