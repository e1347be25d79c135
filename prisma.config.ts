import { defineConfig } from 'prisma/config';

// `generate` never runs the schema engine, but the CLI downloads one unless it finds a file under this name.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema.prisma' });
