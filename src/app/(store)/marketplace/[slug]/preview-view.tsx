import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Preview, PreviewCell, PreviewOutput } from '@/shared/contracts/preview';

/** A document of its own on an opaque origin: no script runs in it, and nothing leaves it. */
function Frame({ url, title }: { url: string; title: string }) {
  return <iframe sandbox="" src={url} title={title} loading="lazy" className="w-full h-96 bg-white border border-line rounded-1" />;
}

function Output({ output, title }: { output: PreviewOutput; title: string }) {
  return output.form === 'frame' ? <Frame url={output.frameUrl} title={title} /> : <div className="prose overflow-x-auto" tabIndex={0} role="region" aria-label={title} dangerouslySetInnerHTML={{ __html: output.html }} />;
}

function Cell({ cell, place }: { cell: PreviewCell; place: number }) {
  const label = cell.kind === 'code' ? `[${cell.count ?? ' '}]` : '';
  return (
    <li className="grid lg:grid-cols-[72px_minmax(0,1fr)] border-b border-line last:border-b-0">
      <p className="mono text-[13px] text-ink-3 p-4 lg:pl-6 max-lg:pb-0 max-lg:empty:hidden">{label}</p>
      <div className="min-w-0">
        {cell.kind === 'markdown'
          ? <div className="prose p-4 lg:pr-8" dangerouslySetInnerHTML={{ __html: cell.html }} />
          : <div className="code p-4 bg-sunken" tabIndex={0} role="region" aria-label={`Code of cell ${place}`} dangerouslySetInnerHTML={{ __html: cell.html }} />}
        {cell.outputs.length > 0 && <div className="p-4 lg:pr-8 grid gap-4">{cell.outputs.map((output, index) => <Output key={index} output={output} title={`Output ${index + 1} of cell ${place}`} />)}</div>}
      </div>
    </li>
  );
}

function Foot({ children }: { children: ReactNode }) {
  return <p className="border-t border-line px-4 lg:px-6 py-3.5 flex items-center gap-2.5 text-sm text-ink-2"><Lock className="ic" aria-hidden="true" />{children}</p>;
}

/** A preview, inert: its HTML was sanitised by the catalogue's verbs, and what could not be is in a sandboxed frame. */
export function PreviewView({ preview }: { preview: Preview }) {
  if (preview.form === 'frame') return <Frame url={preview.frameUrl} title={preview.fileName} />;
  return (
    <div className="panel overflow-hidden">
      <p className="mono text-[13px] text-ink-3 px-4 lg:px-6 py-3 border-b border-line">{preview.fileName}</p>
      {preview.form === 'markdown' && <div className="prose p-4 lg:p-6" dangerouslySetInnerHTML={{ __html: preview.html }} />}
      {preview.form === 'text' && <pre className="code p-4 lg:p-6 whitespace-pre-wrap" tabIndex={0} aria-label={preview.fileName}>{preview.text}</pre>}
      {preview.form === 'notebook' && <ol>{preview.cells.map((cell, index) => <Cell key={index} cell={cell} place={index + 1} />)}</ol>}
      {preview.form === 'notebook' && preview.hiddenCells > 0 && <Foot>{preview.hiddenCells} more cells once it is yours</Foot>}
      {preview.form !== 'notebook' && preview.shortened && <Foot>The rest once it is yours</Foot>}
    </div>
  );
}
