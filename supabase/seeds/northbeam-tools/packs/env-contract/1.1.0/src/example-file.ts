import type { Reader } from './env';

/** The text of `.env.example`: required variables are open, optional ones are commented out with their fallback. */
export function toExampleFile(contract: Record<string, Reader<unknown>>): string {
  return Object.entries(contract)
    .map(([name, reader]) => {
      const line = 'fallback' in reader ? `# ${name}=${String(reader.fallback)}` : `${name}=`;
      return `# ${reader.about}\n${line}\n`;
    })
    .join('\n');
}
