import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { ParentBasedSampler, TraceIdRatioBasedSampler } from '@opentelemetry/sdk-trace-base';
import { isQuietPath, toRatio } from './options.js';

const sdk = new NodeSDK({
  traceExporter: new OTLPTraceExporter(),
  sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(toRatio(process.env.OTEL_TRACES_SAMPLER_ARG)) }),
  instrumentations: [
    new HttpInstrumentation({ ignoreIncomingRequestHook: (request) => isQuietPath(request.url) }),
    new PgInstrumentation({ requireParentSpan: true }),
  ],
});

sdk.start();
process.once('SIGTERM', async () => {
  try {
    await sdk.shutdown();
  } catch (error) {
    // A collector that is away must not decide how this process ends.
    console.error('otel: last spans were not sent:', error.message);
  }
});
