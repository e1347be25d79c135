'use client';

import { Upload } from 'lucide-react';
import { useId, useState } from 'react';
import type { ChangeEvent, DragEvent, ReactNode } from 'react';

export interface DropzoneProps {
  /** What to drop, such as "Drop a pack, a folder's ZIP or library.json". */
  label: string;
  hint?: ReactNode;
  /** As of an input: ".zip,.json". Dropped files are not checked against it; the server decides. */
  accept?: string;
  multiple?: boolean;
  disabled?: boolean;
  onFiles: (files: File[]) => void;
}

/** A file input with a large place to drop on. By keyboard it is the input itself. */
export function Dropzone({ label, hint, accept, multiple = false, disabled = false, onFiles }: DropzoneProps) {
  const [over, setOver] = useState(false);
  const id = useId();
  const give = (list: FileList | null) => {
    const files = Array.from(list ?? []);
    if (files.length > 0 && !disabled) onFiles(multiple ? files : files.slice(0, 1));
  };
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    give(event.target.files);
    event.target.value = '';
  };
  const onDragOver = (event: DragEvent) => {
    event.preventDefault();
    setOver(!disabled);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    give(event.dataTransfer.files);
  };
  return (
    <div className="drop" data-over={over} onDragOver={onDragOver} onDragLeave={() => setOver(false)} onDrop={onDrop}>
      <p className="font-semibold flex items-center gap-2.5"><Upload className="ic text-ink-2" aria-hidden="true" />{label}</p>
      {hint && <div id={`${id}-hint`} className="text-sm text-ink-2 max-w-[60ch]">{hint}</div>}
      <label className="btn btn-line has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus cursor-pointer">
        {multiple ? 'Choose files' : 'Choose a file'}
        <input type="file" className="sr-only" aria-label={label} aria-describedby={hint ? `${id}-hint` : undefined} accept={accept} multiple={multiple} disabled={disabled} onChange={onChange} />
      </label>
    </div>
  );
}
