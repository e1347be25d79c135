import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const projectDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../..');
const stripeDir = path.resolve(projectDir, '../shared/stripe');

/** Whether Stripe's own API document lies beside the project. */
export const contractAvailable = existsSync(path.join(stripeDir, 'validate-stripe.mjs'));

interface ContractError {
  where: string;
  message: string;
  params?: unknown;
}

interface Exchange {
  method: string;
  path: string;
  query?: string;
  body?: string;
  status?: number;
  response?: unknown;
}

/** The parameters whose newest form lies beside the project, by the route they belong to. */
export const NEW_REQUESTS = {
  'POST /v1/checkout/sessions': 'SessionCreateParams',
  'POST /v1/refunds': 'RefundCreateParams',
  'POST /v1/accounts': 'AccountCreateParams',
  'POST /v1/account_links': 'AccountLinkCreateParams',
  'POST /v1/transfers': 'TransferCreateParams',
} as const;

export type NewRequest = (typeof NEW_REQUESTS)[keyof typeof NEW_REQUESTS];

export interface Contract {
  /** Checks an exchange against the document of 2023-08-16. */
  check(exchange: Exchange): { ok: boolean; errs: ContractError[] };
  /** Checks a request body against the parameters of 2026-10-28, derived from the SDK's types. */
  checkNewRequest(schema: NewRequest, body: string): string | null;
  /** Field names of the newest published example of an object, or null where there is none. */
  exampleFields(object: string): string[] | null;
  /** Parameter names of 2026-10-28, top level. */
  newParams(schema: NewRequest): string[];
}

interface Validator {
  makeValidator(specPath: string): Pick<Contract, 'check'>;
  coerce(schema: object, value: unknown, document: object): unknown;
  parseForm(body: string): unknown;
}

interface JsonSchema {
  definitions: Record<string, { properties: Record<string, unknown> }>;
}

type Check = ((value: unknown) => boolean) & { errors?: unknown };

type Compile = new (options: object) => { compile(schema: object): Check };

/** The checker needs Ajv 8, which the project has beside ajv-formats only; its source is loaded with that import put right. */
async function loadValidator(): Promise<{ validator: Validator; Ajv: Compile }> {
  const require = createRequire(import.meta.url);
  const beside = createRequire(require.resolve('ajv-formats'));
  const ajvUrl = pathToFileURL(beside.resolve('ajv')).href;
  const cache = path.join(projectDir, 'node_modules/.cache/stripe-contract');
  mkdirSync(cache, { recursive: true });
  cpSync(path.join(stripeDir, 'spec3.json'), path.join(cache, 'spec3.json'));
  const source = readFileSync(path.join(stripeDir, 'validate-stripe.mjs'), 'utf8').replace("from 'ajv';", `from '${ajvUrl}';`);
  const file = path.join(cache, `validate-${process.pid}.mjs`);
  writeFileSync(file, source);
  const validator = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Validator;
  const { default: Ajv } = (await import(/* @vite-ignore */ ajvUrl)) as { default: Compile | { default: Compile } };
  return { validator, Ajv: 'default' in Ajv ? Ajv.default : Ajv };
}

const plainName = (name: string): string => decodeURIComponent(name).replaceAll(/[^\w./#-]/g, '_');

/** Generic names such as `Emptyable<string>` carry brackets, which JSON pointers do not like. */
function plainNames(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(plainNames);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]: [string, unknown]) => {
      if (key === '$ref' && typeof value === 'string') return [key, plainName(value)];
      if (key !== 'definitions' || typeof value !== 'object' || value === null) return [key, plainNames(value)];
      return [key, Object.fromEntries(Object.entries(value).map(([name, schema]: [string, unknown]) => [plainName(name), plainNames(schema)]))];
    }),
  );
}

/** Loads Stripe's own documents from beside the project. */
export async function loadContract(): Promise<Contract> {
  const { validator, Ajv } = await loadValidator();
  const old = validator.makeValidator(path.join(stripeDir, 'spec3.json'));
  const examples = JSON.parse(readFileSync(path.join(stripeDir, 'fixtures3.2026-08-21.json'), 'utf8')) as { resources: Record<string, object> };
  const schemas = new Map<string, JsonSchema>();
  const schemaOf = (name: string): JsonSchema => {
    const known = schemas.get(name);
    if (known !== undefined) return known;
    const read = plainNames(JSON.parse(readFileSync(path.join(stripeDir, `new.${name}.schema.json`), 'utf8'))) as JsonSchema;
    schemas.set(name, read);
    return read;
  };
  const topOf = (name: string): string => Object.keys(schemaOf(name).definitions).find((key) => key === name || key.endsWith(`.${name}`)) ?? name;
  const checks = new Map<string, Check>();
  const compiled = (name: string): Check => {
    const check = checks.get(name) ?? new Ajv({ strict: false }).compile(schemaOf(name));
    checks.set(name, check);
    return check;
  };
  return {
    check: (exchange) => old.check(exchange),
    exampleFields: (object) => {
      const example = examples.resources[object];
      return example === undefined ? null : Object.keys(example);
    },
    newParams: (name) => Object.keys(schemaOf(name).definitions[topOf(name)]?.properties ?? {}),
    checkNewRequest: (name, body) => {
      const validate = compiled(name);
      const tree: unknown = JSON.parse(JSON.stringify(validator.coerce({ $ref: `#/definitions/${topOf(name)}` }, validator.parseForm(body), schemaOf(name))));
      return validate(tree) ? null : JSON.stringify(validate.errors);
    },
  };
}
