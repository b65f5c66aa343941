/** What a test makes go wrong on the way out of the demo server. */
export interface DemoFaults {
  /** Status of every API answer; null = the honest one. */
  status: number | null;
  /** Changes every answer body or stream chunk. */
  change: ((text: string, path: string) => string) | null;
  readonly requests: string[];
}
