import fastify, { type FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { projectRoutes } from './projects';
import { tenancyOf, type Tenancy } from './tenant';

declare module 'fastify' {
  interface FastifyRequest {
    tenant: Tenancy;
  }
}

export type AppOptions = {
  pool: Pool;
  /** Returns the tenant of a valid token, or undefined. */
  verify: (token: string) => Promise<string | undefined>;
};

export function buildApp({ pool, verify }: AppOptions): FastifyInstance {
  const app = fastify({ logger: process.env.NODE_ENV !== 'test' });

  app.get('/healthz', async () => ({ ok: true }));

  app.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
      const tenantId = token && (await verify(token));
      if (!tenantId) return reply.code(401).send({ error: 'A valid token is required' });
      request.tenant = tenancyOf(pool, tenantId);
    });
    scope.register(projectRoutes, { prefix: '/projects' });
  });

  return app;
}
