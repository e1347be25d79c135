import type { Entry } from './to-reference';

const KEY = '$LATCHKEY_KEY';

const indent = (text: string) => text.replaceAll('\n', '\n  ');
/** A value as TypeScript has it: quotes only where a name needs them. */
const toLiteral = (value: unknown) => JSON.stringify(value, null, 2).replace(/^(\s*)"([a-zA-Z_]\w*)":/gm, '$1$2:').replaceAll('"', '\'');

function queryOf(query: Record<string, unknown>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)]));
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}

/** The call as a shell makes it. */
export function toCurl({ method, path, access, bodyExample, examples }: Entry, apiUrl: string): string {
  const filled = path.replace(/\{(\w+)\}/g, (_text, name: string) => encodeURIComponent(examples.path[name] ?? name));
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}"${apiUrl}${filled}${queryOf(examples.query)}"`,
    ...(access.who.startsWith('Anyone') ? [] : [`-H "Authorization: Bearer ${KEY}"`]),
    ...(bodyExample === undefined ? [] : ['-H "Content-Type: application/json"', `-d '${indent(JSON.stringify(bodyExample, null, 2))}'`]),
  ];
  return lines.join(' \\\n  ');
}

/** The call by the typed client. */
export function toTypeScript({ method, path, bodyExample, examples }: Entry): string {
  const params = { ...(Object.keys(examples.path).length > 0 && { path: examples.path }), ...(Object.keys(examples.query).length > 0 && { query: examples.query }) };
  const options = { ...(Object.keys(params).length > 0 && { params }), ...(bodyExample !== undefined && { body: bodyExample }) };
  return `const { data, error } = await latchkey.${method}('${path}'${Object.keys(options).length > 0 ? `, ${toLiteral(options)}` : ''});`;
}

/** What comes before the first call, once. */
export function toSetUp(apiUrl: string): { shell: string; code: string } {
  return {
    shell: `npm install openapi-fetch\nnpx openapi-typescript ${apiUrl}/openapi.json -o latchkey.d.ts`,
    code: ["import createClient from 'openapi-fetch';", "import type { paths } from './latchkey';", '', 'const latchkey = createClient<paths>({', indent(`  baseUrl: '${apiUrl}',\nheaders: { authorization: \`Bearer \${process.env.LATCHKEY_KEY}\` },`), '});'].join('\n'),
  };
}
