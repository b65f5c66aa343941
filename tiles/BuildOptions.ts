/** What a build is asked to do, after command line and config file have been merged. */
import type { Names, PackView } from './format';

export interface BuildOptions {
  /** Files and folders, in the order given. */
  readonly inputs: readonly string[];
  /** Pack folder; replaced as a whole when the build succeeds. */
  readonly out: string;
  readonly name: string;
  readonly titles: Names;
  /** Reference system of all inputs; default: what a file says itself, else WGS 84. */
  readonly crs?: string;
  /** ESRI ASCII grid in WGS 84 degrees. */
  readonly terrain?: string;
  /** Elevation outside the terrain grid, metres. @default the median of the grid's edge */
  readonly outsideElevation?: number;
  readonly feedCity?: string;
  readonly home?: PackView;
  readonly attribution: readonly string[];
  readonly vertical?: { readonly datum: string; readonly geoidUndulationMetres: number };
  readonly containsGenerated?: boolean;
}

/** Progress of a build, told a few times per second at most. */
export interface BuildProgress { readonly stage: string; readonly features: number; /** 0…1 of the input's bytes, null when unknown. */ readonly share: number | null }
