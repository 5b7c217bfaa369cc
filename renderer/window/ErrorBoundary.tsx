import { Component, type ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { documents } from '../state/studio.ts';

/** The last resort: a mistake of this program while drawing the window. What was edited is put aside and comes back. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly problem: string | null }> {
  override state: { readonly problem: string | null } = { problem: null };

  static getDerivedStateFromError(error: unknown): { readonly problem: string } {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
  override componentDidCatch(): void {
    documents.setAside();
  }
  override render(): ReactNode {
    const { problem } = this.state;
    if (problem === null) return this.props.children;
    return (
      <main className="flex h-full flex-col items-center justify-center gap-2 p-8 text-center">
        <h1 className="text-lg font-semibold">Netloom made a mistake and cannot draw this window</h1>
        <p className="max-w-120 text-muted">Your project is safe: unsaved edits were put aside and come back. Training goes on.</p>
        <p className="max-w-120 font-mono text-xs text-faint" data-selectable>
          {problem}
        </p>
        <Button look="primary" onClick={() => window.location.reload()}>
          Load the window again
        </Button>
      </main>
    );
  }
}
