import { Fold } from './fold';
import type { FieldLine } from './to-reference';
import { Words } from './words';

/** More lines than this are folded away: the example beside them shows the shape. */
const MOST_OPEN = 16;

function FieldList({ fields }: { fields: readonly FieldLine[] }) {
  return (
    <dl className="text-[14px] leading-5">
      {fields.map(({ name, type, isRequired, text, oneOf }) => (
        <div key={name} className="border-t border-line py-2.5">
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
  );
}

/** Fields with what they mean; a line each, which folds on a phone. */
export function FieldTable({ title, fields, level }: { title: string; fields: readonly FieldLine[]; level: 'h4' }) {
  const Heading = level;
  if (fields.length === 0) return null;
  if (fields.length > MOST_OPEN) return <Fold title={`${title}, ${fields.length} fields`}><FieldList fields={fields} /></Fold>;
  return (
    <div className="mt-6 border-b border-line">
      <Heading className="font-semibold text-[15px] mb-2">{title}</Heading>
      <FieldList fields={fields} />
    </div>
  );
}
