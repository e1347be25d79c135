import type { FastifyInstance } from 'fastify';
import { fromCursor, toCursor } from './page';

const pageSize = 50;
// As text: a Date would drop the microseconds, and the cursor would skip rows.
const listSql = `
  select id, name, created_at::text as "createdAt"
    from projects
   where $1::timestamptz is null or (created_at, id) < ($1, $2::uuid)
   order by created_at desc, id desc
   limit $3`;

const body = {
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: { name: { type: 'string', minLength: 1, maxLength: 120 } },
} as const;

export async function projectRoutes(app: FastifyInstance): Promise<void> {
  app.get<{ Querystring: { after?: string } }>('/', async (request) => {
    const after = fromCursor(request.query.after);
    const { rows } = await request.tenant((client) =>
      client.query(listSql, [after?.createdAt ?? null, after?.id ?? null, pageSize + 1]),
    );
    const projects = rows.slice(0, pageSize);
    return { projects, next: rows.length > pageSize ? toCursor(projects[pageSize - 1]) : null };
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
