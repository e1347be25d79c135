'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { problemOf, type Problem } from '@/trpc/problem-of';

export interface Act {
  busy: boolean;
  /** What went wrong last time; null before and after. */
  problem: Problem | null;
  /** What is wrong with one field, for its error line. */
  faultOf: (field: string) => string | undefined;
  /** What is wrong and belongs to no field of the form. */
  faultBeside: (fields: readonly string[]) => string | undefined;
  /** Does the work once at a time, then reads the page anew. `work` answers false to leave the page as it is. */
  run: (work: () => Promise<unknown>) => Promise<void>;
}

/** One act of a page: calls the server, says that it is under way, and shows what the server did not agree to. */
export function useAct(): Act {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  // On a long form the field at fault may be out of sight.
  useEffect(() => {
    if (problem?.field) document.getElementsByName(problem.field)[0]?.focus();
  }, [problem]);
  const run = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      if ((await work()) !== false) router.refresh();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  };
  const faultOf = (field: string) => (problem?.field === field ? problem.message : undefined);
  const faultBeside = (fields: readonly string[]) => (problem && !fields.includes(problem.field ?? '') ? problem.message : undefined);
  return { busy, problem, faultOf, faultBeside, run };
}
