'use client';

import { X } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { MouseEvent, ReactNode } from 'react';

export interface OverlayProps {
  title: string;
  /** One sentence under the title. */
  description?: ReactNode;
  /** What stands on the button that opens it; leave out when `open` is driven from outside. */
  trigger?: ReactNode;
  /** Class of that button, such as "btn btn-line". */
  triggerClassName?: string;
  /** Its name, where it shows only an icon. */
  triggerLabel?: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Drawn only while open. A link, or an element with `data-close`, inside closes the overlay after its own click; a form with `data-close-on-submit` when it is sent. */
  children: ReactNode;
  /** The acts, at the foot. */
  footer?: ReactNode;
}

function closesOverlay(event: MouseEvent<HTMLDialogElement>): boolean {
  if (event.target === event.currentTarget) return true;
  return event.target instanceof Element && event.target.closest('[data-close], a[href]') !== null;
}

/** The platform's modal dialog: it keeps focus, makes the page behind inert, closes on Escape and gives focus back. */
function Modal({ props, className, draw }: { props: OverlayProps; className: string; draw: (ids: { title: string; description: string }) => ReactNode }) {
  const [openHere, setOpenHere] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const open = props.open ?? openHere;
  const setOpen = (next: boolean) => {
    setOpenHere(next);
    props.onOpenChange?.(next);
  };

  useEffect(() => {
    const element = dialog.current;
    if (open && element && !element.open) element.showModal();
    if (!open && element?.open) element.close();
  }, [open]);

  const show = () => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    setOpen(true);
  };
  // The event comes a moment after closing; by then it may have been opened again.
  const onClose = () => {
    if (!dialog.current?.open) setOpen(false);
  };

  const ids = { title: `${id}-title`, description: `${id}-description` };
  return (
    <>
      {props.trigger && (
        <button type="button" className={props.triggerClassName} aria-label={props.triggerLabel} aria-haspopup="dialog" aria-expanded={open} onClick={show}>{props.trigger}</button>
      )}
      <dialog ref={dialog} className={className} aria-labelledby={ids.title} aria-describedby={props.description ? ids.description : undefined} onClose={onClose} onClick={(event) => { if (closesOverlay(event)) setOpen(false); }}
        /* A form is sent only while it stands in the page, so the overlay closes a moment later. */
        onSubmit={(event) => { if (event.target instanceof Element && event.target.matches('[data-close-on-submit]')) setTimeout(() => setOpen(false)); }}>
        {open && draw(ids)}
      </dialog>
    </>
  );
}

/** A question in the middle of the page. */
export function Dialog(props: OverlayProps) {
  return (
    <Modal props={props} className="dialog" draw={(ids) => (
      <div className="p-5 lg:p-6">
        <h2 id={ids.title} className="font-semibold text-lg tracking-[-0.01em]">{props.title}</h2>
        {props.description && <p id={ids.description} className="text-ink-2 text-[15px] mt-1">{props.description}</p>}
        <div className="mt-4">{props.children}</div>
        {props.footer && <div className="mt-6 flex flex-wrap gap-2 justify-end">{props.footer}</div>}
      </div>
    )} />
  );
}

/** A field and what it finds, near the top of the page. Its title is spoken only. */
export function FinderDialog(props: Omit<OverlayProps, 'footer' | 'description'>) {
  return (
    <Modal props={props} className="dialog finder" draw={(ids) => (
      <>
        <h2 id={ids.title} className="sr-only">{props.title}</h2>
        {props.children}
      </>
    )} />
  );
}

/** The whole screen of a phone; a 400 px column at the right on wider screens. For filters and the phone menu. */
export function Sheet(props: OverlayProps) {
  return (
    <Modal props={props} className="sheet" draw={(ids) => (
      <div className="flex flex-col h-full">
        <div className="flex items-center justify-between gap-4 h-16 pl-4 sm:pl-6 pr-2 sm:pr-4 border-b border-line flex-none">
          <h2 id={ids.title} className="font-semibold text-lg tracking-[-0.01em]">{props.title}</h2>
          <button type="button" data-close="" className="icon-btn" aria-label="Close"><X className="ic size-5" aria-hidden="true" /></button>
        </div>
        <div className="flex-1 overflow-y-auto px-4 sm:px-6 py-4">
          {props.description && <p id={ids.description} className="text-ink-2 text-[15px] mb-4">{props.description}</p>}
          {props.children}
        </div>
        {props.footer && <div className="flex-none border-t border-line px-4 sm:px-6 py-3 flex gap-2 [&>*]:flex-1">{props.footer}</div>}
      </div>
    )} />
  );
}
