import type { BenchContext } from './measure-api';
export async function measureNext(_context: BenchContext): Promise<void> { await Promise.resolve(); }
