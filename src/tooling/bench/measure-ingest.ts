import type { BenchContext } from './measure-api';
export async function measureIngest(_context: BenchContext): Promise<void> { await Promise.resolve(); }
