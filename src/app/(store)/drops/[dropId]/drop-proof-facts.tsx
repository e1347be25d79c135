import type { DropView } from '@/shared/contracts/drops';

function Fact({ name, value, none }: { name: string; value: string | null; none: string }) {
  return (
    <div className="py-3 border-t border-line">
      <dt className="lab">{name}</dt>
      <dd className={value === null ? 'text-ink-2 text-[15px]' : 'mono text-[13px] break-all'}>{value ?? none}</dd>
    </div>
  );
}

/** What was promised before the draw, what came out, and how anybody checks that the one follows from the other. */
export function DropProofFacts({ drop }: { drop: DropView }) {
  return (
    <section aria-labelledby="proof">
      <h2 id="proof" className="d4">How it is drawn</h2>
      <p className="mt-2 text-[15px] text-ink-2 max-w-[64ch]">
        A secret number, the seed, was made when this drop was announced, and its fingerprint published. When entries close, their list is published with a fingerprint too.
        Then the seed is shown, and each entry’s place is the order of HMAC-SHA256 of the seed over the list’s fingerprint and the entry. Neither seed nor list can be changed unseen.
      </p>
      <dl className="mt-4 border-b border-line">
        <Fact name="Fingerprint of the seed, since the beginning" value={drop.seedHash} none="" />
        <Fact name="Fingerprint of the list, since entries closed" value={drop.entriesRoot} none="Published when entries close." />
        <Fact name="The seed, since the draw" value={drop.seed} none="Shown at the draw." />
      </dl>
      {drop.drawnAt && (
        <p className="mt-4 text-[15px] text-ink-2">
          Draw it again: take <a className="link" href={`/api/drops/${drop.id}`} download={`${drop.id}.json`}>the proof</a> and run <code className="mono">npm run drop:verify -- {drop.id}.json</code> in Latchkey’s code.
        </p>
      )}
    </section>
  );
}
