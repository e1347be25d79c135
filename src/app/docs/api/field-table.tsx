import type { FieldLine } from './to-reference';
import { Words } from './words';

/** Fields with what they mean; a line each, which folds on a phone. */
export function FieldTable({ title, fields, level }: { title: string; fields: readonly FieldLine[]; level: 'h4' }) {
  const Heading = level;
  if (fields.length === 0) return null;
  return (
    <div className="mt-6">
      <Heading className="font-semibold text-[15px]">{title}</Heading>
      <dl className="mt-2 border-t border-line text-[14px] leading-5">
        {fields.map(({ name, type, isRequired, text, oneOf }) => (
          <div key={name} className="border-b border-line py-2.5">
            <dt className="flex flex-wrap items-baseline gap-x-3"><span className="mono">{name}</span><span className="text-ink-3">{type}{isRequired ? '' : ', optional'}</span></dt>
            {(text !== '' || oneOf.length > 0) && (
              <dd className="text-ink-2 mt-0.5 max-w-[60ch] text-pretty">
                <Words text={text} />{text !== '' && oneOf.length > 0 && ' '}
                {oneOf.length > 0 && <>One of {oneOf.map((value, index) => <span key={value}>{index > 0 && ', '}<span className="mono">{value}</span></span>)}.</>}
              </dd>
            )}
          </div>
        ))}
      </dl>
    </div>
  );
}
