/**
 * How much memory the shop's process may take. Left alone, V8 sizes its heap by the machine and lets garbage grow past 600 MB on a large one before it collects; with these it
 * stays under 300 MB at the same speed. 512 MB of live objects is far more than any request needs.
 */
export const HEAP_FLAGS = ['--max-old-space-size=512', '--max-semi-space-size=8'] as const;
