import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { dismissToast } from '../state/sessionStore.ts';
import { useSession } from '../state/studio.ts';
import { cx } from '../ui/cx.ts';

const icons = { info: Info, success: CircleCheck, error: CircleAlert } as const;

/** What is said in passing, in the lower middle of the window. */
export function Toasts() {
  const toasts = useSession((state) => state.toasts);
  return (
    <div role="status" aria-label="Messages" className="pointer-events-none fixed inset-x-0 bottom-9 z-50 flex flex-col items-center gap-2">
      {toasts.map((toast) => {
        const Icon = icons[toast.kind];
        return (
          <div
            key={toast.id}
            role={toast.kind === 'error' ? 'alert' : undefined}
            className="pointer-events-auto flex max-w-[560px] items-start gap-2 rounded-md border border-edge bg-raised py-2 pr-2 pl-3 text-sm shadow-float"
          >
            <Icon
              className={cx(
                'mt-0.5 size-4 shrink-0',
                toast.kind === 'error' ? 'text-danger' : toast.kind === 'success' ? 'text-success' : 'text-faint',
              )}
            />
            <span className="min-w-0 wrap-anywhere" data-selectable>
              {toast.text}
            </span>
            {toast.action && (
              <button
                type="button"
                className="shrink-0 rounded-sm px-1.5 font-medium text-accent hover:bg-hover"
                onClick={() => {
                  toast.action?.run();
                  dismissToast(toast.id);
                }}
              >
                {toast.action.title}
              </button>
            )}
            <button
              type="button"
              aria-label="Dismiss"
              className="shrink-0 rounded-sm p-0.5 text-faint hover:bg-hover hover:text-ink"
              onClick={() => dismissToast(toast.id)}
            >
              <X className="size-4" />
            </button>
          </div>
        );
      })}
    </div>
  );
}
