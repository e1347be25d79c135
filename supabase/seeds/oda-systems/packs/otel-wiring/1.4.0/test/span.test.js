import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trace } from '@opentelemetry/api';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';

const exporter = new InMemorySpanExporter();
trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
const { withSpan } = await import('../src/span.js');

test('the result comes back and the span ends', async () => {
  exporter.reset();
  assert.equal(await withSpan('sum', { n: 2 }, () => 4), 4);
  assert.equal(exporter.getFinishedSpans()[0].name, 'sum');
});

test('an error is recorded and rethrown', async () => {
  exporter.reset();
  await assert.rejects(withSpan('fail', {}, () => { throw new Error('no stock'); }), /no stock/);
  const [span] = exporter.getFinishedSpans();
  assert.equal(span.status.message, 'no stock');
  assert.equal(span.events[0].name, 'exception');
});
