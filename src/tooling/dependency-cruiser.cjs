/** Who may import whom: the architecture, as rules a machine checks. `npm run lint` runs them. */
const LAYERS = [
  ['audit', 'images', 'inventory', 'ledger', 'payments', 'live'],
  ['notifications'],
  ['identity'],
  ['organizations'],
  ['catalog', 'entitlements', 'sellers'],
  ['downloads', 'drops', 'stockroom', 'subscriptions', 'api-keys', 'outgoing-webhooks'],
  ['platforms', 'payouts', 'invoicing', 'ingest', 'analytics', 'experiments', 'moderation', 'prompt-runs', 'books', 'carts'],
  ['reviews', 'favorites', 'messaging', 'discovery', 'seller-stats', 'feeds'],
  ['usage', 'webhook-desk', 'publishing'],
  ['orders', 'platform-stats'],
  ['webhooks', 'fulfilment', 'disputes'],
  ['reconciliation', 'operations', 'privacy', 'impersonation'],
];
const modules = 'src/server/modules';
const tests = '\\.(test|e2e)\\.tsx?$';
const mounts = '^src/app/(api|images|feeds|sitemap\\.xml|sitemaps|robots\\.txt)/';
const outside = '^src/(sandbox|testing|tooling|e2e)/';

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** A module may use its own files and verbs of modules in lower layers. */
const layerRules = LAYERS.flatMap((layer, index) =>
  layer.map((module) => {
    const lower = LAYERS.slice(0, index).flat();
    const allowed = [module, ...lower].join('|');
    return forbid(`module-${module}`, `${module} may use its own files and ${lower.join(', ') || 'no other module'}`,
      { path: `^${modules}/${module}/`, pathNot: tests }, { path: `^${modules}/`, pathNot: `^${modules}/(${allowed})/` });
  }),
);

module.exports = {
  forbidden: [
    forbid('no-cycles', 'A cycle has no first line to read.', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    forbid('app', 'Pages speak to trpc, ui and shared.', { path: '^src/app/', pathNot: `${mounts}|${tests}` }, { path: '^src/', pathNot: '^src/(app|trpc|ui|shared)/' }),
    forbid('app-api', 'Route files only mount handlers.', { path: mounts }, { path: '^src/', pathNot: '^src/server/http/' }),
    forbid('ui', 'The design system knows no domain verb.', { path: '^src/ui/', pathNot: tests }, { path: '^src/', pathNot: '^src/(ui|shared)/' }),
    forbid('trpc-browser', 'The browser knows the router as a type only.', { path: '^src/trpc/', pathNot: '^src/trpc/server\\.tsx?$' }, { path: '^src/server/', dependencyTypesNot: ['type-only'] }),
    forbid('edges', 'Edges call verbs, never queries or Prisma.', { path: '^src/server/(http|api|jobs)/', pathNot: tests }, { path: '\\.queries\\.ts$|^prisma/generated' }),
    forbid('queries-are-private', 'SQL is private to its module.', { path: `^${modules}/([^/]+)/`, pathNot: tests }, { path: `^${modules}/([^/]+)/.*\\.queries\\.ts$`, pathNot: `^${modules}/$1/` }),
    forbid('prisma-in-queries', 'Prisma values only in *.queries.ts and the database handle.',
      { path: '^src/', pathNot: `\\.queries\\.ts$|^src/server/platform/(db|sql-pool|service-transaction)\\.ts$|${outside}|${tests}` }, { path: '^prisma/generated|@prisma/client', dependencyTypesNot: ['type-only'] }),
    forbid('stripe-in-payments', 'Stripe is spoken in payments alone.',
      { path: '^src/', pathNot: `^${modules}/payments/|^src/server/platform/stripe\\.ts$|${outside}|${tests}` }, { path: '(^|/)node_modules/stripe/', dependencyTypesNot: ['type-only'] }),
    forbid('trpc-error', 'TRPCError belongs to server/api.', { path: '^src/', pathNot: `^src/(server/(api|http)|trpc)/|${outside}|${tests}` }, { path: 'node_modules/@trpc/server' }),
    forbid('next-in-app', 'next/* belongs to app and trpc, next itself to the web server; sign-in needs next-auth.', { path: '^src/', pathNot: `^src/(app|trpc|proxy|server/web/main)|${tests}` }, { path: '(^|/)node_modules/next/' }),
    forbid('platform', 'Platform stands on shared alone.', { path: '^src/server/platform/', pathNot: tests }, { path: '^src/', pathNot: '^src/(server/platform|shared)/' }),
    forbid('shared', 'Shared stands on zod alone.', { path: '^src/shared/', pathNot: tests }, { path: '^(src|prisma)/|node_modules', pathNot: '^src/shared/|node_modules/zod/' }),
    forbid('client', 'The client of the machine API is given away: it stands on its own.', { path: '^src/client/', pathNot: tests }, { path: '^(src|prisma)/|node_modules', pathNot: '^src/client/|node_modules/openapi-(fetch|typescript-helpers)/' }),
    forbid('product-without-sandbox', 'Nothing sold depends on the sandbox or the tests.', { path: '^src/', pathNot: `${outside}|${tests}` }, { path: outside }),
    ...layerRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|supabase|node_modules/\\.cache)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'], conditionNames: ['import', 'node', 'default'] },
  },
};
