import type { FastifyInstance } from 'fastify';

const body = {
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: { name: { type: 'string', minLength: 1, maxLength: 120 } },
} as const;

export async function projectRoutes(app: FastifyInstance): Promise<void> {
  app.get('/', async (request) => {
    const { rows } = await request.tenant((client) =>
      client.query('select id, name, created_at as "createdAt" from projects order by created_at desc limit 100'),
    );
    return { projects: rows };
  });

  app.post<{ Body: { name: string } }>('/', { schema: { body } }, async (request, reply) => {
    const { rows } = await request.tenant((client) =>
      client.query('insert into projects (name) values ($1) returning id, name', [request.body.name]),
    );
    return reply.code(201).send(rows[0]);
  });

  app.patch<{ Params: { id: string }; Body: { name: string } }>('/:id', { schema: { body } }, async (request, reply) => {
    const { rows } = await request.tenant((client) =>
      client.query('update projects set name = $2 where id = $1 returning id, name', [request.params.id, request.body.name]),
    );
    return rows[0] ?? reply.code(404).send({ error: 'No such project' });
  });
}
