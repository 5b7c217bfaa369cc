import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { cx } from './cx.ts';
import { Tooltip } from './Tooltip.tsx';

type Look = 'plain' | 'primary' | 'quiet' | 'danger';

const looks: Readonly<Record<Look, string>> = {
  plain: 'border-edge bg-raised text-ink hover:bg-hover active:bg-active',
  primary: 'border-transparent bg-accent-fill text-white hover:bg-accent-fill-hover',
  quiet: 'border-transparent bg-transparent text-muted hover:bg-hover hover:text-ink active:bg-active',
  danger: 'border-transparent bg-danger-fill text-white hover:brightness-110',
};

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: Look;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button with words. */
export function Button({ look = 'plain', className, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={cx(
        'inline-flex h-7 shrink-0 items-center justify-center gap-1.5 rounded-sm border px-2.5 text-sm font-medium whitespace-nowrap',
        'disabled:pointer-events-none disabled:opacity-45 [&_svg]:size-4 [&_svg]:shrink-0',
        looks[look],
        className,
      )}
      {...rest}
    />
  );
}

/** A square button that opens a menu. Its name shows as the browser's own hint: a tooltip would come back when the menu closes. */
export const MenuButton = ({ label, className, ...rest }: ButtonProps & { readonly label: string }) => (
  <Button look="quiet" aria-label={label} title={label} className={cx('w-7 px-0!', className)} {...rest} />
);

interface IconButtonProps extends ButtonProps {
  /** Its accessible name, and what the tooltip says. */
  readonly label: string;
  /** More words for the tooltip than the name. */
  readonly hint?: string | undefined;
  readonly keys?: string | undefined;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
  readonly children: ReactNode;
}

/** A square button with a picture; its name shows in a tooltip. */
export function IconButton({ label, hint, keys, side, look = 'quiet', className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={hint ?? label} keys={keys} {...(side && { side })}>
      <Button look={look} aria-label={label} className={cx('w-7 px-0!', className)} {...rest} />
    </Tooltip>
  );
}
