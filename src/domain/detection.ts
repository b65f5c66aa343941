/** What a video algorithm or a patrol saw. `aiClass` = id of the catalogue; confidence 0 … 1; times in ms since epoch. */
export interface Detection {
  readonly id: string;
  readonly aiClass: string;
  readonly cameraId: string;
  readonly at: number;
  readonly confidence: number;
  readonly lon: number; readonly lat: number;
  /** Object it is about, when the algorithm knows one. */
  readonly objectId: string | null;
  /** Masked by the sender; a plate or a face never arrives here. */
  readonly note: string;
  /** True when a later look at the same place no longer shows it: answers an open check. */
  readonly clear: boolean;
}
