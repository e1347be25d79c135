import { readFile } from 'node:fs/promises';
import { verifyProof } from '@/server/modules/drops/verify-proof';
import { DropProof } from '@/shared/contracts/drops';

/** `npm run drop:verify -- <file or address>`: draws a drop again from its public proof and says in one line whether that is what was published. */
const [source] = process.argv.slice(2);
if (!source) {
  console.error('Name the proof: a file, or an address such as https://shop.example/drops/drp_…');
  process.exit(2);
}

async function read(from: string): Promise<string> {
  if (!/^https?:\/\//.test(from)) return readFile(from, 'utf8');
  const address = new URL(from);
  address.pathname = address.pathname.replace(/^\/drops\//, '/api/drops/');
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address.href} answered ${response.status}`);
  return response.text();
}

function say(text: string): string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'REFUSED  this is not JSON';
  }
  const proof = DropProof.safeParse(json);
  if (!proof.success) return `REFUSED  this is not a proof: ${proof.error.issues[0]?.path.join('.') ?? ''} ${proof.error.issues[0]?.message ?? ''}`;
  const { dropId } = proof.data;
  const verdict = verifyProof(proof.data);
  return verdict.holds ? `holds    ${dropId}: ${verdict.winners} of ${verdict.entries} entries won, in the order of the seed that was committed to` : `REFUSED  ${dropId}: ${verdict.because}`;
}

const line = await read(source).then(say, (error: unknown) => `REFUSED  ${error instanceof Error ? error.message : String(error)}`);
console.log(line);
process.exitCode = line.startsWith('holds') ? 0 : 1;
