import clsx from 'clsx';
import type { AnchorHTMLAttributes, ButtonHTMLAttributes } from 'react';
import { Spinner } from '@/ui/spinner';

/** ink is the act, line the alternative, text the dismissal, own uses what is already the viewer's, danger destroys. One ink button per region. */
export type ButtonTone = 'ink' | 'line' | 'text' | 'own' | 'danger';
/** s shrinks to 36 px from 1024 px on; l (52 px) is for the page's one act. */
export type ButtonSize = 's' | 'm' | 'l';

interface Look {
  tone?: ButtonTone;
  size?: ButtonSize;
  /** Full width of its container. */
  wide?: boolean;
}

function buttonClass({ tone = 'line', size = 'm', wide = false }: Look, className?: string): string {
  return clsx('btn', `btn-${tone}`, size !== 'm' && `btn-${size}`, wide && 'w-full', className);
}

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, Look {
  /** While true the button keeps its place and its colour, cannot be pressed, and says so; a spinner joins after 400 ms. */
  busy?: boolean;
}

export function Button({ tone, size, wide, busy = false, disabled, className, children, type = 'button', ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type} disabled={disabled || busy} aria-busy={busy || undefined} className={buttonClass({ tone, size, wide }, className)}>
      {busy && <Spinner />}
      {children}
    </button>
  );
}

export interface LinkButtonProps extends AnchorHTMLAttributes<HTMLAnchorElement>, Look {
  href: string;
}

/** A link that looks like a button: it goes somewhere. */
export function LinkButton({ tone, size, wide, className, ...rest }: LinkButtonProps) {
  return <a {...rest} className={buttonClass({ tone, size, wide }, className)} />;
}
