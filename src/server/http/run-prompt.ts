import { getViewer } from '@/server/modules/identity/get-viewer';
import { startRun } from '@/server/modules/prompt-runs/start-run';
import { streamRun } from '@/server/modules/prompt-runs/stream-run';
import { logger } from '@/server/platform/logger';
import { RunPromptInput, type PromptRunEvent } from '@/shared/contracts/prompt-runs';
import { AppError } from '@/shared/errors';
import type { Handler } from './call';
import { parseJson } from './parse-json';
import { assertSameOrigin } from './same-origin';

export const RUN_PROMPT_PATH = '/api/prompts/run';
const MAX_BYTES = 16 * 1024;

/**
 * POST /api/prompts/run: what a model makes of a prompt, as lines of JSON (`PromptRunEvent`) while it speaks. What stands against it is answered before the first line, in
 * the contract of all errors. Who leaves stops the model. Nobody on the way may gather or compress it.
 */
export const answerRunPrompt: Handler = async (request, call) => {
  assertSameOrigin(request, call.platform.env.PUBLIC_URL);
  if (!/^application\/json\s*(;|$)/i.test(request.header('content-type') ?? '')) throw new AppError('UNSUPPORTED_MEDIA', 'Send JSON.');
  const viewer = await getViewer(call.platform, request.header('cookie'));
  if (viewer === null) throw new AppError('UNAUTHENTICATED', 'Please sign in first.');
  call.userId = viewer.userId;
  const input = RunPromptInput.safeParse(parseJson((await request.body(MAX_BYTES)).toString('utf8')));
  if (!input.success) {
    const [issue] = input.error.issues;
    throw new AppError('INVALID_INPUT', `This was not understood: ${issue?.message ?? 'not the right form'}.`, { field: issue?.path.join('.') || 'body' });
  }
  const run = await startRun(call.platform, { viewer, input: input.data });
  const leave = new AbortController();
  const body = toLines(streamRun(call.platform, { run, viewer, signal: leave.signal }), leave);
  return { status: 200, headers: { 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' }, body };
};

/** Reads to the end whether or not somebody listens, so that every run is settled; an answer is short enough to wait in memory for a slow reader. */
function toLines(events: AsyncIterable<PromptRunEvent>, leave: AbortController): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      const send = (event: PromptRunEvent) => {
        if (!leave.signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(event)}\n`));
      };
      void (async () => {
        try {
          for await (const event of events) send(event);
          if (!leave.signal.aborted) controller.close();
        } catch (error) {
          logger.error({ fault: error instanceof Error ? error.name : typeof error }, 'a run of a prompt broke');
          if (!leave.signal.aborted) controller.error(new Error('broken'));
        }
      })();
    },
    cancel: () => leave.abort(),
  });
}
