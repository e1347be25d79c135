import { trace } from '@opentelemetry/api';

/** Fields for a log line: `{}` outside of a trace. With pino: `pino({ mixin: logContext })`. */
export function logContext() {
  const context = trace.getActiveSpan()?.spanContext();
  return context ? { trace_id: context.traceId, span_id: context.spanId } : {};
}
