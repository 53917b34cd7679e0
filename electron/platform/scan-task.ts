/** What `scan-worker.ts` is told; a scan alone is answered, by a `ScanResult`. */
export type ScanTask = { readonly kind: 'scan'; readonly path: string } | { readonly kind: 'stop' };
