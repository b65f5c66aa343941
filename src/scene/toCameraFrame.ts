import type { Scene } from '@cesium/engine';
import type { CameraFrame } from './overlay/Projector';

/** The camera of the frame that is on screen, in the plain form that the overlay projects with. */
export function toCameraFrame(scene: Scene): CameraFrame {
  const { camera, canvas } = scene;
  const frustum = camera.frustum as unknown as { fovy: number; aspectRatio: number };
  const tanY = Math.tan(frustum.fovy / 2);
  return { eye: camera.positionWC, right: camera.rightWC, up: camera.upWC, direction: camera.directionWC, tanX: tanY * frustum.aspectRatio, tanY, width: canvas.clientWidth, height: canvas.clientHeight };
}
