/** What a test may ask of the running page; present only with `?test=1`. */
export interface TestHandle {
  whenComplete(): Promise<void>;
  screenPosition(id: string): Promise<{ x: number; y: number } | null>;
  /** Id of the thing under a point of the canvas, CSS pixels. */
  pick(x: number, y: number): Promise<string | null>;
  /** How the moving parts of an object are drawn: degrees its cover is open (180 = off), fan and dark lamp 0 … 255. */
  pose(id: string): { readonly tilt: number; readonly turn: number; readonly dark: number } | null;
  stats(): Readonly<Record<string, number>>;
  orbit(degreesPerSecond: number): void;
  open(id: string): void;
  /** Stops the feed's bytes without closing it, as a dead network would; `resumeFeed` ends that. Demo back end only. */
  pauseFeed(): Promise<void>;
  resumeFeed(): Promise<void>;
  /** Marks with ms since navigation: `script`, `pack`, `firstFrame`, `complete`, `live`. */
  readonly marks: Record<string, number>;
}

declare global { interface Window { __cockpit?: TestHandle } }
