/** Where a moving object was: times in ms, ascending, and a place in degrees for each; a null place is a silence and is drawn as a gap. */
export interface ObjectTrack {
  readonly times: readonly number[];
  readonly lon: readonly (number | null)[];
  readonly lat: readonly (number | null)[];
}

/** The track cut at its silences: flat lon, lat pairs per unbroken run of at least two places. */
export function toRuns({ lon, lat }: ObjectTrack): number[][] {
  const runs: number[][] = [];
  let run: number[] = [];
  const end = (): void => { if (run.length >= 4) runs.push(run); run = []; };
  lon.forEach((x, k) => {
    const y = lat[k] ?? null;
    if (x === null || y === null) end(); else run.push(x, y);
  });
  end();
  return runs;
}

/** Length of flat lon, lat pairs on the ground, metres; a sphere of 111,195 m per degree is exact to a few per mille over a city. */
export function metresOf(pairs: readonly number[]): number {
  let metres = 0;
  for (let k = 2; k + 1 < pairs.length; k += 2) {
    const shrink = Math.cos(((pairs[k + 1] ?? 0) * Math.PI) / 180);
    metres += Math.hypot(((pairs[k] ?? 0) - (pairs[k - 2] ?? 0)) * shrink, (pairs[k + 1] ?? 0) - (pairs[k - 1] ?? 0)) * 111_195;
  }
  return metres;
}
