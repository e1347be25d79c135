import { createExperiment } from '@/server/modules/experiments/create-experiment';
import { getExperimentResult } from '@/server/modules/experiments/get-experiment-result';
import { listExperiments } from '@/server/modules/experiments/list-experiments';
import { startExperiment } from '@/server/modules/experiments/start-experiment';
import { stopExperiment } from '@/server/modules/experiments/stop-experiment';
import { CreateExperimentInput, ExperimentIdInput, ListExperimentsInput } from '@/shared/contracts/experiments';
import { adminProcedure } from '../trpc';

/** Rankings tried beside each other; part of the admin router. */
export const adminExperiments = {
  listExperiments: adminProcedure.input(ListExperimentsInput.prefault({})).query(({ ctx, input }) => listExperiments(ctx.platform.db, { viewer: ctx.member, input })),

  experimentResult: adminProcedure.input(ExperimentIdInput).query(({ ctx, input }) => getExperimentResult(ctx.platform.db, { viewer: ctx.member, input })),

  createExperiment: adminProcedure.input(CreateExperimentInput).mutation(({ ctx, input }) => createExperiment(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),

  startExperiment: adminProcedure.input(ExperimentIdInput).mutation(({ ctx, input }) => startExperiment(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),

  stopExperiment: adminProcedure.input(ExperimentIdInput).mutation(({ ctx, input }) => stopExperiment(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),
};
