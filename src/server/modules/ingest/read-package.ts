import { z } from 'zod';
import { PackVersion } from '@/shared/contracts/ingest';
import { toSlug } from '@/shared/to-slug';
import { detectTopics, toTags } from './detect-topics';
import { INGEST_LIMITS } from './ingest-limits';
import { refuse } from './ingest-refusal';
import type { PackDraft, PackFile } from './pack-draft';
import { parseStrictJson } from './parse-strict-json';
import { readNotes, toNotedPrice } from './read-notes';
import { readBounded, readText } from './read-text';
import { findHeading, findSummary, humanise, shorten, toPlainLine } from './summarise';

/** Scripts that npm runs by itself when a buyer installs (docs.npmjs.com, "Life cycle scripts"). */
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall', 'preprepare', 'prepare', 'postprepare', 'prepublish'];
const MANIFEST = 'package.json';
const MAX_MANIFEST_BYTES = 1024 * 1024;
const DEFAULT_VERSION = '1.0.0';

const Dependencies = z.record(z.string(), z.string()).optional();
const Manifest = z.looseObject({
  name: z.string().regex(/^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/, { message: 'is not a valid package name' }).max(214),
  version: PackVersion.optional(),
  description: z.string().max(10_000).optional(),
  keywords: z.array(z.string().max(200)).max(200).optional(),
  scripts: z.record(z.string(), z.string()).optional(),
  dependencies: Dependencies,
  devDependencies: Dependencies,
  peerDependencies: Dependencies,
  engines: z.looseObject({ node: z.string().optional() }).optional(),
  latchkey: z.unknown().optional(),
});
type Manifest = z.infer<typeof Manifest>;

export interface PackageFolder {
  item: string;
  /** Every file below the folder that belongs to the pack. */
  files: readonly (PackFile & { absolutePath: string })[];
  qualifiers: readonly string[];
}

/** Reads a folder with a package.json as a `node` pack, or a `next` pack when it depends on Next.js. Nothing of it is run. Throws `IngestRefusal`. */
export async function readPackage({ item, files, qualifiers }: PackageFolder): Promise<PackDraft> {
  const find = (pattern: RegExp) => files.find((file) => pattern.test(file.path));
  const manifest = await readManifest(item, find(/^package\.json$/)?.absolutePath);
  const where = { item, field: `${MANIFEST}:latchkey` };
  const notes = manifest.latchkey === undefined ? {} : readNotes(manifest.latchkey, where);
  const readmeFile = find(/^readme\.(?:md|markdown)$/i);
  const readme = readmeFile === undefined ? '' : await readText(readmeFile.absolutePath, { item, field: readmeFile.path });
  const changelogFile = find(/^changelog\.md$/i);
  const changelog = changelogFile === undefined ? '' : await readText(changelogFile.absolutePath, { item, field: changelogFile.path });
  const version = notes.version ?? manifest.version ?? DEFAULT_VERSION;
  const name = manifest.name.replace(/^@[^/]*\//, '');
  const uses = { ...manifest.peerDependencies, ...manifest.devDependencies, ...manifest.dependencies };
  const isNext = Object.hasOwn(uses, 'next');
  return {
    item,
    type: isNext ? 'next' : 'node',
    slug: notes.slug ?? toSlug(name),
    qualifiers: notes.slug === undefined ? qualifiers : null,
    title: notes.title ?? findHeading(readme) ?? humanise(name),
    version,
    summary: notes.summary ?? (shorten(toPlainLine(manifest.description ?? ''), 240) || findSummary(readme)),
    description: notes.description ?? readme,
    changelog: notes.changelog ?? findRelease(changelog, version),
    tags: notes.tags ?? toTags([...(manifest.keywords ?? []), ...(isNext ? ['next.js'] : []), ...detectTopics(readme).tags]),
    worksWith: notes.works_with ?? toPlatforms(manifest, uses),
    price: toNotedPrice(notes, where),
    sellerSlug: null,
    externalUrl: notes.external_url ?? null,
    releasedAt: notes.released_at ?? null,
    files,
    preview: null,
    previewPath: notes.preview ?? null,
    readmePath: readmeFile?.path ?? null,
    coverPath: notes.cover ?? find(/^cover\.(?:png|jpe?g|webp|avif|gif)$/i)?.path ?? null,
    stated: null,
    warnings: toWarnings(item, manifest, files),
  };
}

async function readManifest(item: string, absolutePath: string | undefined): Promise<Manifest> {
  if (absolutePath === undefined) return refuse(item, { field: MANIFEST, code: 'package_missing', message: 'There is no package.json.' });
  const bytes = await readBounded(absolutePath, { item, field: MANIFEST, maxBytes: MAX_MANIFEST_BYTES });
  const parsed = Manifest.safeParse(parseStrictJson(bytes, { item, maxBytes: MAX_MANIFEST_BYTES, maxDepth: INGEST_LIMITS.jsonDepth, anyNumber: true }));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return refuse(item, { field: `${MANIFEST}:${issue?.path.join('.') ?? ''}`, code: 'package_invalid', message: issue?.message ?? 'The manifest is not valid.' });
}

function toPlatforms(manifest: Manifest, uses: Record<string, string>): string[] {
  const major = (name: string) => /\d+/.exec(uses[name] ?? '')?.[0];
  const named = ([['next', 'Next.js'], ['react', 'React'], ['typescript', 'TypeScript'], ['express', 'Express'], ['fastify', 'Fastify'], ['prisma', 'Prisma'], ['stripe', 'Stripe']] as const)
    .filter(([name]) => Object.hasOwn(uses, name))
    .map(([name, label]) => [label, major(name)].filter(Boolean).join(' '));
  const node = manifest.engines?.node === undefined ? 'Node.js' : `Node.js ${/\d+/.exec(manifest.engines.node)?.[0] ?? ''}`.trim();
  return [node, ...named];
}

/** The part of a changelog under the heading that names this version, up to the next heading of a version. */
function findRelease(changelog: string, version: string): string {
  const parts = changelog.split(/^(?=#{1,3}\s+\[?v?\d)/m);
  const part = parts.find((each) => each.replace(/^#{1,3}\s+\[?v?/, '').startsWith(version));
  return (part ?? '').replace(/^#[^\n]*\n/, '').trim().slice(0, 20_000);
}

function toWarnings(item: string, manifest: Manifest, files: readonly PackFile[]): PackDraft['warnings'] {
  const scripts = INSTALL_SCRIPTS.filter((name) => manifest.scripts?.[name] !== undefined).map((name) => ({
    item,
    field: `${MANIFEST}:scripts.${name}`,
    code: 'install_script',
    message: `Runs on the buyer’s machine at npm install: ${shorten(toPlainLine(manifest.scripts?.[name] ?? ''), 200)}`,
  }));
  const builds = files.some((file) => file.path === 'binding.gyp') ? [{ item, field: 'binding.gyp', code: 'install_script', message: 'Builds native code on the buyer’s machine at npm install.' }] : [];
  return [...scripts, ...builds];
}
