import type { ReactNode } from 'react';
import type { Act } from '@/app/use-act';
import { Button } from '@/ui/button';

/** One part of the editor: a heading, a sentence, and what is written there. */
export function Section({ id, title, note, children }: { id: string; title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="border-t border-ink pt-5 scroll-mt-6">
      <h2 id={`${id}-title`} className="d4">{title}</h2>
      {note && <p className="text-ink-2 mt-1 max-w-[64ch]">{note}</p>}
      <div className="mt-5 grid gap-5">{children}</div>
    </section>
  );
}

/** The act at the foot of a section, with what went wrong and belongs to no field. Nothing typed is lost by it. */
export function SaveRow({ act, fields, label = 'Save', disabled = false }: { act: Act; fields: readonly string[]; label?: string; disabled?: boolean }) {
  const fault = act.faultBeside(fields);
  return (
    <div>
      <Button type="submit" tone="ink" busy={act.busy} disabled={disabled}>{label}</Button>
      {fault && <p className="fault" role="alert">{fault}</p>}
    </div>
  );
}
