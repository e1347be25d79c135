import type { TRPCError } from '@trpc/server';
import { createPageContext } from './context';
import { appRouter } from './root';
import { createCallerFactory } from './trpc';

const createCaller = createCallerFactory(appRouter);

/** Every procedure as a function of this process, for the person whose headers these are; without any, for a visitor. What a call refuses `onRefused` hears first, and may throw something else for it. */
export function createPageCaller({ headers, onRefused }: { headers?: Headers; onRefused: (error: TRPCError) => void }) {
  return createCaller(createPageContext(headers), { onError: ({ error }) => onRefused(error) });
}
