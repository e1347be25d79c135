import next from '@next/eslint-plugin-next';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const SERVICE_SCOPE = 'asService, readAsService, reportAsService, writeAsService and readInBackground go past row security: a verb that needs them is added to SERVICE_SCOPE_FILES in eslint.config.js, with its reason in the call.';

/** Who may leave row security. Money, stock, entitlements, mail, sign-in and ingest are written by the service alone; each verb checks first who asks. */
const SERVICE_SCOPE_FILES = [
  'src/server/platform/**',
  'src/server/modules/{identity,images,publishing,organizations,audit,ingest,orders,payments,webhooks,entitlements,downloads,ledger,notifications,catalog,sellers,carts,books,operations,reconciliation,payouts,invoicing,drops,stockroom,fulfilment,disputes,subscriptions,platforms,api-keys,usage,outgoing-webhooks,webhook-desk,platform-stats,discovery,experiments,analytics,seller-stats,live,messaging,privacy,moderation,impersonation,reviews,favorites,prompt-runs}/*.ts',
  'src/server/jobs/**',
  'src/server/http/health.ts',
  'src/testing/**',
  'src/tooling/**',
  'src/**/*.test.ts',
];

const restricted = (selector, message) => ({ selector, message });
const syntax = [
  restricted("MemberExpression[object.name='process'][property.name='env']", 'Only platform/env.ts reads the environment.'),
  restricted("NewExpression[callee.name='Date'][arguments.length=0]", 'now comes from the injected clock.'),
  restricted("CallExpression[callee.object.name='Date'][callee.property.name='now']", 'now comes from the injected clock.'),
];
const inlineStyle = restricted("JSXAttribute[name.name='style']", 'The content security policy forbids inline styles; use classes or SVG attributes.');
const service = [restricted("MemberExpression[property.name=/^(asService|readAsService|reportAsService|writeAsService|readInBackground)$/]", SERVICE_SCOPE)];

export default tseslint.config(
  { ignores: ['node_modules/', '.next/', '.latchkey/', 'prisma/generated/', 'supabase/', 'next-env.d.ts', 'src/client/api-types.ts'] },
  {
    files: ['src/**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: `${import.meta.dirname}/../..` } },
    plugins: { '@next/next': next, 'react-hooks': hooks },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      ...next.configs.recommended.rules,
      ...next.configs['core-web-vitals'].rules,
      // Plain links are routed by src/app/link-router.tsx (docs/decisions/links.md).
      '@next/next/no-html-link-for-pages': 'off',
      ...hooks.configs.recommended.rules,
      'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 3],
      'no-console': ['error', { allow: ['error', 'warn'] }],
      'no-restricted-syntax': ['error', ...syntax, inlineStyle, ...service],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  { files: SERVICE_SCOPE_FILES, rules: { 'no-restricted-syntax': ['error', ...syntax, inlineStyle] } },
  // Drawn into a picture, never sent as a page; the renderer knows styles only.
  { files: ['src/app/**/opengraph-image.tsx'], rules: { 'no-restricted-syntax': ['error', ...syntax, ...service], '@next/next/no-img-element': 'off' } },
  {
    // Pages read top to bottom as markup; their length is the 250 lines of the file.
    files: ['src/app/**/*.tsx', 'src/ui/**/*.tsx'],
    rules: { 'max-lines-per-function': ['error', { max: 120, skipBlankLines: true, skipComments: true }] },
  },
  {
    // What one person sees of their own is dated as they like it (src/shared/moment-text.ts); these write UTC.
    files: ['src/app/(account)/**', 'src/app/_messages/**'],
    rules: { 'no-restricted-imports': ['error', { paths: [{ name: '@/ui/format', importNames: ['formatDate', 'formatTime', 'formatDateTime', 'formatDay'], message: 'Dates on a person’s own pages are written by moment-text, with the formats of requireViewer.' }] }] },
  },
  {
    files: ['src/server/platform/{env,clock}.ts', 'src/shared/ids.ts', 'src/instrumentation.ts', 'src/sandbox/**', 'src/testing/**', 'src/tooling/**', 'src/e2e/**', 'src/**/*.test.ts'],
    rules: { 'no-restricted-syntax': 'off', 'no-console': 'off' },
  },
  {
    // A suite is one function; its cases are what has a size.
    files: ['src/**/*.test.ts', 'src/testing/**', 'src/e2e/**', 'src/tooling/**', 'src/sandbox/**'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: ['src/**/*.test.ts', 'src/e2e/**'],
    rules: { 'max-lines': ['error', { max: 400 }], '@typescript-eslint/no-non-null-assertion': 'off', '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
);
