import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
}

/** An empty place: says what belongs here and what to do next. */
export function EmptyState({ icon, title, children }: EmptyStateProps) {
  return (
    <div className="flex h-full min-h-24 flex-col items-center justify-center gap-1 p-4 text-center">
      {icon !== undefined && <div className="text-faint [&_svg]:size-6 [&_svg]:stroke-[1.5]">{icon}</div>}
      <p className="font-medium">{title}</p>
      {children !== undefined && <div className="flex max-w-96 flex-col items-center gap-2 text-balance text-muted">{children}</div>}
    </div>
  );
}
