/** Reads one file of a pack; the worker uses fetch, tests a map, benches the disk. Rejects when the file is missing. */
export type ReadFile = (url: string, signal?: AbortSignal) => Promise<ArrayBuffer>;
