import type { AnyTRPCProcedure } from '@trpc/server';
import { z } from 'zod';
import { appRouter } from '@/server/api/root';
import { createCallerFactory } from '@/server/api/trpc';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';

// By their whole path, which is what this record holds at run time; its type shows the nested routers instead.
const procedures = appRouter._def.procedures as unknown as Readonly<Record<string, AnyTRPCProcedure>>;
const createCaller = createCallerFactory(appRouter);

export interface Caller {
  platform: Platform;
  /** Null for a visitor. */
  viewer: Viewer | null;
  requestId?: string;
  /** The Cookie header, for what asks what the session has proved. */
  cookie?: string;
}

/** Calls a procedure by its path, for somebody without a browser: no header comes with the call but the cookie given. Throws what it throws. */
export async function callProcedure({ platform, viewer, requestId = 'test', cookie }: Caller, path: string, input: unknown): Promise<unknown> {
  const caller = createCaller({ platform, requestId, ip: '127.0.0.1', header: (name) => (name === 'cookie' ? cookie ?? null : null), viewer: () => Promise.resolve(viewer), setCookie: () => undefined });
  const procedure = path.split('.').reduce<unknown>((at, name) => Reflect.get(Object(at), name), caller) as (input: unknown) => Promise<unknown>;
  return procedure(input);
}

/** The same, answering with the error's tRPC code, or OK. */
export async function outcomeOf(caller: Caller, path: string, input: unknown): Promise<string> {
  try {
    await callProcedure(caller, path, input);
    return 'OK';
  } catch (error) {
    const code: unknown = Reflect.get(Object(error), 'code');
    return typeof code === 'string' ? code : String(error);
  }
}

/** Whether a procedure's contracts take an input, of whoever may call it. */
export function takesInput(path: string, input: unknown): boolean {
  return procedures[path]?._def.inputs.every((contract) => contract instanceof z.ZodType && contract.safeParse(input).success) ?? false;
}
