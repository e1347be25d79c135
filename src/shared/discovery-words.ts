import type { ProductType } from './contracts/catalog';

/** One answer to one of the three questions: what is said, how a reason takes it up, and which traits of products it speaks for. */
export interface Answer {
  key: string;
  label: string;
  /** Goes on from "Because ". */
  because: string;
  /** `works:…` and `tag:…` in lower case, `type:…`. */
  traits: readonly string[];
}

const types = (...names: ProductType[]) => names.map((name) => `type:${name}`);
const works = (...names: string[]) => names.map((name) => `works:${name}`);
const tags = (...names: string[]) => names.map((name) => `tag:${name}`);
const tool = (key: string, label: string, traits: readonly string[]): Answer => ({ key, label, because: `you use ${label}`, traits });

export const ROLES: readonly Answer[] = [
  { key: 'back-end', label: 'I build back ends', because: 'you build back ends', traits: [...types('node'), ...tags('queue', 'background-work', 'http', 'api')] },
  { key: 'front-end', label: 'I build front ends', because: 'you build front ends', traits: [...types('next'), ...works('react', 'next.js', 'nextjs'), ...tags('forms', 'accessibility')] },
  { key: 'operations', label: 'I keep things running', because: 'you keep things running', traits: [...types('runbook'), ...tags('on-call', 'incident-response', 'reliability')] },
  { key: 'data', label: 'I work with data', because: 'you work with data', traits: [...types('jupyter'), ...works('pandas', 'jupyter', 'numpy')] },
  { key: 'founder', label: 'I run a product', because: 'you run a product', traits: [...types('next', 'prompt'), ...tags('billing', 'payments', 'product-analytics', 'support')] },
  { key: 'collector', label: 'I came for the shoes', because: 'you came for the shoes', traits: types('sneaker') },
];

export const TOOLS: readonly Answer[] = [
  tool('node', 'Node.js', [...works('node.js', 'node'), ...types('node')]),
  tool('nextjs', 'Next.js', [...works('next.js', 'nextjs'), ...types('next')]),
  tool('react', 'React', works('react')),
  tool('typescript', 'TypeScript', works('typescript')),
  tool('postgres', 'Postgres', works('postgres')),
  tool('stripe', 'Stripe', works('stripe')),
  tool('python', 'Python', works('python')),
  tool('pandas', 'pandas', works('pandas')),
  tool('jupyter', 'Jupyter', [...works('jupyter'), ...types('jupyter')]),
  tool('kubernetes', 'Kubernetes', works('kubernetes')),
  tool('docker', 'Docker', works('docker')),
  tool('redis', 'Redis', works('redis', 'valkey')),
  tool('prometheus', 'Prometheus', works('prometheus', 'grafana')),
  tool('chat-models', 'a chat model', [...works('any chat model', 'openai', 'anthropic', 'llama'), ...types('prompt')]),
];

export const PROBLEMS: readonly Answer[] = [
  { key: 'incidents', label: 'Fewer nights on call', because: 'you want fewer nights on call', traits: tags('on-call', 'incident-response', 'incident', 'oncall', 'reliability') },
  { key: 'database', label: 'A database that stays healthy', because: 'you want a database that stays healthy', traits: [...works('postgres', 'pgbackrest', 'patroni', 'pgbouncer'), ...tags('postgres', 'maintenance', 'backup')] },
  { key: 'payments', label: 'Taking payments', because: 'you want to take payments', traits: [...works('stripe'), ...tags('payments', 'billing', 'invoices', 'subscriptions', 'stripe', 'accounting')] },
  { key: 'numbers', label: 'Making sense of numbers', because: 'you want to make sense of numbers', traits: tags('statistics', 'product-analytics', 'forecasting', 'reporting', 'finance', 'analytics', 'forecast') },
  { key: 'shipping', label: 'Getting a product out', because: 'you want to get a product out', traits: [...types('next'), ...tags('ecommerce', 'forms', 'typescript', 'auth', 'react')] },
  { key: 'writing', label: 'Writing and support', because: 'you want help with writing', traits: [...types('prompt'), ...tags('writing', 'support')] },
  { key: 'wearing', label: 'Something to wear', because: 'you want something to wear', traits: types('sneaker', 'physical') },
];

export const ANSWERS = { role: ROLES, tool: TOOLS, problem: PROBLEMS } as const;
export type Question = keyof typeof ANSWERS;
export const QUESTIONS: readonly Question[] = ['role', 'tool', 'problem'];

/** Most tools one person may name. */
export const MOST_TOOLS = 6;

export function findAnswer(question: Question, key: string): Answer | undefined {
  return ANSWERS[question].find((answer) => answer.key === key);
}
