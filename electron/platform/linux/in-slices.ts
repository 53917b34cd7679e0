/**
 * Runs a generator to its end with pauses in which everything else of the process goes on, the next after each slice
 * of `sliceMs`. Resolves false where `endsAtMs` (by performance.now) came first. Rejects with what the generator throws.
 */
export async function inSlices(steps: Iterator<unknown>, sliceMs: number, endsAtMs: number): Promise<boolean> {
  for (;;) {
    const pauseAtMs = performance.now() + sliceMs;
    while (performance.now() < pauseAtMs) if (steps.next().done) return true;
    if (performance.now() >= endsAtMs) return false;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
