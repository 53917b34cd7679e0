/**
 * Runs a generator to its end in slices of `sliceMs`. Before the first and between them everything else of the process
 * goes on: a cut that was asked for in the same moment is on its way first. Resolves false where `endsAtMs` (by
 * performance.now) came before the end. Rejects with what the generator throws.
 */
export async function inSlices(steps: Iterator<unknown>, sliceMs: number, endsAtMs: number): Promise<boolean> {
  for (;;) {
    await new Promise((resolve) => setImmediate(resolve));
    const pauseAtMs = performance.now() + sliceMs;
    while (performance.now() < pauseAtMs) if (steps.next().done) return true;
    if (performance.now() >= endsAtMs) return false;
  }
}
