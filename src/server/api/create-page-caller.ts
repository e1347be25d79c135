import { createPageContext } from './context';
import { appRouter } from './root';
import { createCallerFactory } from './trpc';

const createCaller = createCallerFactory(appRouter);

/** Every procedure as a function of this process, for the person whose headers these are; without any, for a visitor. */
export function createPageCaller(headers?: Headers) {
  return createCaller(createPageContext(headers));
}
