import { SpanStatusCode, trace } from '@opentelemetry/api';

const tracer = trace.getTracer('app');

/**
 * Runs `work` inside an active span and ends the span whatever happens.
 * @template T
 * @param {string} name low-cardinality, such as `order.price`; ids belong in the attributes
 * @param {import('@opentelemetry/api').Attributes} attributes
 * @param {(span: import('@opentelemetry/api').Span) => Promise<T> | T} work
 * @returns {Promise<T>}
 */
export function withSpan(name, attributes, work) {
  return tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.recordException(error);
      span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
      throw error;
    } finally {
      span.end();
    }
  });
}
