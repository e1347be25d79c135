import type { Env } from './env';

/** Swaps the login of a connection string. On Supabase's pooler the login carries the project after a dot, which is kept. */
export function withLogin(url: string, login: string, password: string): string {
  const changed = new URL(url);
  const project = /\.(.+)$/.exec(decodeURIComponent(changed.username))?.[1];
  changed.username = project ? `${login}.${project}` : login;
  changed.password = password;
  return changed.href;
}

/** Where the product connects: as app_user and as app_service, named outright or derived from the owner's connection. */
export function databaseUrls(env: Pick<Env, 'DATABASE_URL' | 'DATABASE_APP_PASSWORD' | 'DATABASE_USER_URL' | 'DATABASE_SERVICE_URL'>): { userUrl: string; serviceUrl: string } {
  const derive = (login: string) => {
    if (!env.DATABASE_URL || !env.DATABASE_APP_PASSWORD) throw new Error('DATABASE_URL and DATABASE_APP_PASSWORD are not set; npm start sets them for the embedded Postgres');
    return withLogin(env.DATABASE_URL, login, env.DATABASE_APP_PASSWORD);
  };
  return { userUrl: env.DATABASE_USER_URL ?? derive('app_user'), serviceUrl: env.DATABASE_SERVICE_URL ?? derive('app_service') };
}
