import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { Button } from './Button.tsx';
import { cx } from './cx.ts';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly className?: string;
  /** Leaves the title to screen readers. */
  readonly bare?: boolean;
  readonly children: ReactNode;
}

/** A modal window in the window. The browser's own <dialog>: it holds the focus, and Escape closes it; the focus goes back then. */
export function Dialog({ title, onClose, className, bare = false, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  // Before it is taken off the page: only then does the browser give the focus back to where it was.
  useLayoutEffect(() => {
    const dialog = ref.current;
    const menuButton = buttonOfMenu(document.activeElement);
    if (dialog && !dialog.open) {
      dialog.showModal();
      // Where a person would begin; else the window as a whole, rather than its Close button.
      (dialog.querySelector<HTMLElement>('[data-autofocus]') ?? dialog).focus();
    }
    return () => {
      dialog?.close();
      menuButton?.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      tabIndex={-1}
      aria-label={title}
      className={cx('sheet', className)}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div className="flex max-h-[calc(100vh-48px)] flex-col">
        {!bare && (
          <header className="flex h-11 shrink-0 items-center gap-2 border-b border-edge pr-2 pl-4">
            <h2 className="min-w-0 flex-1 truncate text-base font-semibold">{title}</h2>
            <Button look="quiet" aria-label="Close" className="w-7 px-0!" onClick={onClose}>
              <X />
            </Button>
          </header>
        )}
        {children}
      </div>
    </dialog>
  );
}

/** The button whose menu holds the focus: the menu will be gone when the focus comes back. */
function buttonOfMenu(focused: Element | null): HTMLElement | null {
  const name = focused?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  return name == null ? null : document.getElementById(name);
}

export const DialogBody = ({ children, className }: { readonly children: ReactNode; readonly className?: string }) => (
  <div className={cx('min-h-0 flex-1 overflow-y-auto p-4', className)}>{children}</div>
);
export const DialogFooter = ({ children }: { readonly children: ReactNode }) => (
  <footer className="flex shrink-0 items-center justify-end gap-2 border-t border-edge px-4 py-3">{children}</footer>
);
