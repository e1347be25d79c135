'use client';

import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

export interface OverlayProps {
  title: string;
  /** One sentence under the title. */
  description?: ReactNode;
  /** The control that opens it; leave out when `open` is driven from outside. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
  /** The acts, at the foot. */
  footer?: ReactNode;
}

// Radix's own overlay locks scrolling with an injected <style>, which our policy refuses; the scrim below locks it through :has() in base.css.
function Scrim() {
  return <div className="scrim" data-scroll-lock="" aria-hidden="true" />;
}

/** A question in the middle of the page. Focus is kept inside and given back; Escape and the page behind close it. */
export function Dialog({ title, description, trigger, open, onOpenChange, children, footer }: OverlayProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Scrim />
        <Radix.Content className="dialog p-5 lg:p-6" {...(description ? {} : { 'aria-describedby': undefined })}>
          <Radix.Title className="font-semibold text-lg tracking-[-0.01em]">{title}</Radix.Title>
          {description && <Radix.Description className="text-ink-2 text-[15px] mt-1">{description}</Radix.Description>}
          <div className="mt-4">{children}</div>
          {footer && <div className="mt-6 flex flex-wrap gap-2 justify-end">{footer}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Closes the dialog or sheet around it. Takes one button. */
export function DialogClose({ children }: { children: ReactNode }) {
  return <Radix.Close asChild>{children}</Radix.Close>;
}

/** The whole height of a phone; a 400 px column at the right on wider screens. For filters and the phone menu. */
export function Sheet({ title, description, trigger, open, onOpenChange, children, footer }: OverlayProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Scrim />
        <Radix.Content className="sheet" {...(description ? {} : { 'aria-describedby': undefined })}>
          <div className="flex items-center justify-between gap-4 h-16 pl-4 sm:pl-6 pr-2 sm:pr-4 border-b border-line flex-none">
            <Radix.Title className="font-semibold text-lg tracking-[-0.01em]">{title}</Radix.Title>
            <Radix.Close className="icon-btn" aria-label="Close"><X className="ic size-5" aria-hidden="true" /></Radix.Close>
          </div>
          <div className="flex-1 overflow-y-auto px-4 sm:px-6 py-4">
            {description && <Radix.Description className="text-ink-2 text-[15px] mb-4">{description}</Radix.Description>}
            {children}
          </div>
          {footer && <div className="flex-none border-t border-line px-4 sm:px-6 py-3 flex gap-2 [&>*]:flex-1">{footer}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
