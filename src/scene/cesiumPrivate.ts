/**
 * The only uses of engine internals, with hand-written types. Each answers plainly when the internals have moved, and the caller
 * goes on without: a sub-row upload into a `CustomShader`'s texture (the public `setUniform` makes a new GL texture per change,
 * `Scene/Model/TextureManager.js`), the globe's loading time per frame, and counters.
 */
import type { Cesium3DTileset, CustomShader, Globe, Scene } from '@cesium/engine';

interface PartialTexture { readonly width: number; copyFrom(options: { xOffset: number; yOffset: number; source: { width: number; height: number; arrayBufferView: Uint8Array } }): void }
interface ShaderInternals { readonly _textureManager?: { getTexture?(name: string): PartialTexture | undefined } }

/** Uploads whole texel rows; false when the texture does not exist yet or the internals moved, then the caller uses the public way. */
export function copyTextureRows(shader: CustomShader, uniform: string, firstRow: number, width: number, bytes: Uint8Array): boolean {
  const texture = (shader as unknown as ShaderInternals)._textureManager?.getTexture?.(uniform);
  if (texture === undefined || texture.width !== width || typeof texture.copyFrom !== 'function') return false;
  texture.copyFrom({ xOffset: 0, yOffset: firstRow, source: { width, height: bytes.length / (width * 4), arrayBufferView: bytes } });
  return true;
}

/** Milliseconds per frame that the globe may spend on loading tiles; its own 5 ms starve where a frame takes half a second. */
export function setGlobeLoadingTime(globe: Globe, milliseconds: number): void {
  const surface = (globe as unknown as { _surface?: { _loadQueueTimeSlice?: number } })._surface;
  if (surface && typeof surface._loadQueueTimeSlice === 'number') surface._loadQueueTimeSlice = milliseconds;
}

export const countCommands = (scene: Scene): number => (scene as unknown as { frameState?: { commandList?: { length: number } } }).frameState?.commandList?.length ?? 0;

interface DrawingContext { draw?: unknown; clear?: unknown }

/**
 * Lets frames run without drawing: tiles are chosen, received and prepared, the picture stays as it is. Without a graphics card a
 * drawn frame costs ten times its preparation, so loading would mostly draw half a city again and again.
 */
export function setDrawing(scene: Scene, on: boolean): void {
  const context = (scene as unknown as { context?: DrawingContext }).context;
  if (context === undefined) return;
  if (on) { delete context.draw; delete context.clear; return; }
  context.draw = nothing;
  context.clear = nothing;
}
const nothing = (): void => {};

/** Terrain and ground tiles still waited for, by urgency. */
export function countGlobeQueue(globe: Globe): { readonly high: number; readonly medium: number; readonly low: number } {
  const surface = (globe as unknown as { _surface?: Record<string, { length: number } | undefined> })._surface;
  return { high: surface?.['_tileLoadQueueHigh']?.length ?? 0, medium: surface?.['_tileLoadQueueMedium']?.length ?? 0, low: surface?.['_tileLoadQueueLow']?.length ?? 0 };
}

export const countTiles = (tilesets: readonly Cesium3DTileset[]): number =>
  tilesets.reduce((sum, tileset) => sum + ((tileset as unknown as { statistics?: { selected?: number } }).statistics?.selected ?? 0), 0);
