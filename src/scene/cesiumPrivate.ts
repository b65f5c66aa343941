/**
 * The only use of engine internals, with hand-written types: a sub-row upload into the state texture of a `CustomShader`.
 * The public `setUniform` makes a new GL texture per change (`Scene/Model/TextureManager.js`); this one file may go when it no longer does.
 */
import type { CustomShader } from '@cesium/engine';

interface PartialTexture { readonly width: number; copyFrom(options: { xOffset: number; yOffset: number; source: { width: number; height: number; arrayBufferView: Uint8Array } }): void }
interface ShaderInternals { readonly _textureManager?: { getTexture?(name: string): PartialTexture | undefined } }

/** Uploads whole texel rows; false when the texture does not exist yet or the internals moved, then the caller uses the public way. */
export function copyTextureRows(shader: CustomShader, uniform: string, firstRow: number, width: number, bytes: Uint8Array): boolean {
  const texture = (shader as unknown as ShaderInternals)._textureManager?.getTexture?.(uniform);
  if (texture === undefined || texture.width !== width || typeof texture.copyFrom !== 'function') return false;
  texture.copyFrom({ xOffset: 0, yOffset: firstRow, source: { width, height: bytes.length / (width * 4), arrayBufferView: bytes } });
  return true;
}
