'use client';

import { Paperclip, X } from 'lucide-react';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import type { AttachmentView } from '@/shared/contracts/messages';
import { problemOf } from '@/trpc/problem-of';
import { Button } from '@/ui/button';
import { formatBytes } from '@/ui/format';
import { Spinner } from '@/ui/spinner';
import { FileRefusal, sendFile } from './send-file';

const MOST_FILES = 5;
const MOST_LETTERS = 4_000;
const ACCEPT = '.png,.jpg,.jpeg,.webp,.avif,.pdf,.txt,.md,.csv,.json,.log';

interface Props {
  threadId: string;
  otherName: string;
  onSend: (message: { body: string; attachments: AttachmentView[] }) => void;
}

/** Where a message is written, with its files. What is written stays until it is on its way. */
export function Composer({ threadId, otherName, onSend }: Props) {
  const [body, setBody] = useState('');
  const [files, setFiles] = useState<readonly AttachmentView[]>([]);
  const [busy, setBusy] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();

  const attach = async (chosen: File[]) => {
    setProblem(chosen.length + files.length > MOST_FILES ? `A message takes ${MOST_FILES} files at most.` : null);
    const taken = chosen.slice(0, MOST_FILES - files.length);
    setBusy((count) => count + taken.length);
    for (const file of taken) {
      try {
        const attached = await sendFile(threadId, file);
        setFiles((all) => [...all, attached]);
      } catch (error) {
        setProblem(`${file.name}: ${error instanceof FileRefusal ? error.message : problemOf(error).message}`);
      } finally {
        setBusy((count) => count - 1);
      }
    }
  };
  const send = () => {
    const text = body.trim();
    if (busy > 0 || (text === '' && files.length === 0)) return;
    onSend({ body: text, attachments: [...files] });
    setBody('');
    setFiles([]);
    setProblem(null);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // On a phone the key begins a line; it has no other.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || window.matchMedia('(pointer: coarse)').matches) return;
    event.preventDefault();
    send();
  };

  return (
    <form className="mt-4 border-t border-ink pt-4" onSubmit={(event) => { event.preventDefault(); send(); }}>
      <label htmlFor={id} className="label">Message to {otherName}</label>
      <textarea ref={field} id={id} className="field py-2.5" rows={3} maxLength={MOST_LETTERS} value={body} aria-describedby={`${id}-hint`} onChange={({ target }) => setBody(target.value)} onKeyDown={onKeyDown} />
      {files.length > 0 && (
        <ul className="mt-2 flex flex-wrap gap-2" aria-label="Files to send">
          {files.map(({ id: fileId, fileName, bytes }) => (
            <li key={fileId} className="flex items-center gap-2 border border-line rounded-2 pl-3 text-sm max-w-full"><span className="min-w-0 truncate">{fileName}</span><span className="flex-none text-ink-3">{formatBytes(bytes)}</span><button type="button" className="icon-btn" aria-label={`Leave ${fileName} out`} onClick={() => setFiles((all) => all.filter((one) => one.id !== fileId))}><X className="ic" aria-hidden="true" /></button></li>
          ))}
        </ul>
      )}
      {problem && <p className="fault mt-2" role="alert">{problem}</p>}
      <div className="mt-2 flex flex-wrap items-center justify-between gap-3">
        <p id={`${id}-hint`} className="hint max-sm:hidden">Enter sends; Shift and Enter begin a line. Pictures, PDF and text files up to 10 MB.</p>
        <div className="flex items-center gap-2 ml-auto">
          <label className="btn btn-line cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
            {busy > 0 ? <Spinner /> : <Paperclip className="ic" aria-hidden="true" />}Attach
            <input type="file" multiple className="sr-only" accept={ACCEPT} aria-label="Attach files" disabled={files.length >= MOST_FILES} onChange={({ target }) => { void attach([...(target.files ?? [])]); target.value = ''; }} />
          </label>
          <Button type="submit" tone="ink" disabled={busy > 0}>Send</Button>
        </div>
      </div>
    </form>
  );
}
