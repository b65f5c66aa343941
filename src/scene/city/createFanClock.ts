/**
 * How far the fans have turned. Time passes for them only while one that turns is near enough to be seen turning, at a capped rate; then
 * frames are asked for. With nothing turning in view, or reduced motion, nothing is drawn for them.
 */
import type { Catalogue } from '../../state/city/Catalogue';
import { toEarthFixed } from '../camera/viewGeometry';
import { Projector, type CameraFrame } from '../overlay/Projector';
import type { PoseTable } from './PoseTable';

/** Farther away a blade is smaller than two pixels. Metres. */
const nearMetres = 220;
/** Frames per second for a turning fan, with a graphics card and without one, and the most of the time that may go into preparing them. */
const fanMotion = { perSecond: 20, perSecondSoftware: 4, share: 0.4 } as const;
/** Radians per second at full speed, and the most per frame: less than half a blade's distance, so that it never seems to run backwards. */
const fullSpeed = 6.4;
const mostPerFrame = 0.5;

export interface FanClockParts {
  readonly pose: Pick<PoseTable, 'turning'>;
  readonly catalogue: Pick<Catalogue, 'place'>;
  /** Ellipsoidal minus orthometric height, metres. */
  readonly undulation: number;
  readonly camera: () => CameraFrame;
  /** False for an object whose layer is switched off. */
  readonly isShown: (index: number) => boolean;
  /** No graphics card: a frame costs a core for long. */
  readonly software: boolean;
}
export interface FanClock {
  /** Angle of a fan at full speed, radians, when a frame is due for it; null otherwise. `frameMs` = what the last frame took. */
  tick(nowMs: number, frameMs: number): number | null;
}

export function createFanClock({ pose, catalogue, undulation, camera, isShown, software }: FanClockParts): FanClock {
  const projector = new Projector();
  const periodMs = 1000 / (software ? fanMotion.perSecondSoftware : fanMotion.perSecond);
  let angle = 0;
  let last = Number.NEGATIVE_INFINITY;

  function inView(): boolean {
    if (pose.turning.length === 0) return false;
    projector.set(camera());
    return pose.turning.some((index) => {
      const at = isShown(index) ? catalogue.place(index) : null;
      if (at === null) return false;
      const { x, y, z } = toEarthFixed(at.lon, at.lat, at.elevation + undulation);
      return projector.project(x, y, z) && projector.depth < nearMetres && projector.inside(60);
    });
  }
  return {
    tick(now, frameMs) {
      if (now - last < Math.max(periodMs, frameMs / fanMotion.share) || !inView()) return null;
      // after a pause it goes on from where it stood
      angle = (angle + Math.min(mostPerFrame, ((now - last) / 1000) * fullSpeed)) % (2 * Math.PI);
      last = now;
      return angle;
    },
  };
}
