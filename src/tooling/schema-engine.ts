import { readFile } from 'node:fs/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import type { SqlMigrationAwareDriverAdapterFactory, SqlQuery, SqlResultSet } from '@prisma/driver-adapter-utils';
import pg from 'pg';

interface SchemaEngine {
  introspect(params: object): Promise<{ schema: { files: { content: string }[] } }>;
}

interface SchemaEngineModule {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
  SchemaEngine: { 'new': (options: object, log: () => void, adapter: unknown) => Promise<SchemaEngine> };
}

const CHAR_OID = 18;
const TEXT_OID = 25;
// By path: the package exports its browser entry only.
const modules = new URL('../../node_modules/', import.meta.url);

/**
 * A pool and adapter for the engine's catalogue queries. The adapter refuses Postgres's one-byte `"char"` (oid 18), which those queries
 * select, so such columns travel as text and are declared as characters again on the way out.
 */
function catalogueAdapter(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const charColumns = new Set<string>();
  const query = pool.query.bind(pool) as (config: pg.QueryConfig) => Promise<pg.QueryResult>;
  pool.query = (async (config: pg.QueryConfig) => {
    const result = await query(config);
    for (const field of result.fields) {
      if (field.dataTypeID !== CHAR_OID) continue;
      field.dataTypeID = TEXT_OID;
      charColumns.add(field.name);
    }
    return result;
    // `Pool.query` is overloaded for callbacks; the adapter uses the promise form only.
  }) as unknown as typeof pool.query;

  const declareChars = <Connection extends { queryRaw(query: SqlQuery): Promise<SqlResultSet> }>(connection: Connection): Connection => {
    const queryRaw = connection.queryRaw.bind(connection);
    connection.queryRaw = async (sql) => {
      const result = await queryRaw(sql);
      result.columnTypes = result.columnTypes.map((type, index) => (charColumns.has(result.columnNames[index] ?? '') ? ColumnTypeEnum.Character : type));
      return result;
    };
    return connection;
  };
  const base = new PrismaPg(pool);
  return {
    provider: base.provider,
    adapterName: base.adapterName,
    connect: async () => declareChars(await base.connect()),
    connectToShadowDb: async () => declareChars(await base.connectToShadowDb()),
  };
}

async function loadEngine(): Promise<SchemaEngineModule> {
  // Read by the engine when it panics; without it the cause is lost.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) } });
  const glue = (await import(new URL('@prisma/schema-engine-wasm/schema_engine_bg.js', modules).href)) as SchemaEngineModule;
  const wasm = await readFile(new URL('prisma/build/schema_engine_bg.wasm', modules));
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return glue;
}

/** The Prisma schema of a live database, as Prisma's own engine (its WebAssembly build, so nothing is downloaded) sees it. `url` is an owner's. */
export async function introspect(url: string, header: string): Promise<string> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  try {
    const { SchemaEngine } = await loadEngine();
    const adapter = bindMigrationAwareSqlAdapterFactory(catalogueAdapter(pool));
    const engine = await SchemaEngine.new({ datamodels: [['schema.prisma', header]] }, () => {}, adapter);
    const { schema } = await engine.introspect({
      schema: { files: [{ path: 'schema.prisma', content: header }] },
      baseDirectoryPath: process.cwd(),
      force: false,
      compositeTypeDepth: 0,
      namespaces: null,
    });
    const [file] = schema.files;
    if (!file) throw new Error('the schema engine answered without a schema');
    return file.content;
  } finally {
    await pool.end();
  }
}
