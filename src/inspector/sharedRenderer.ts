/** One WebGL renderer for the page's life: contexts are few and slow to make; the inspector borrows it while it is open. */
import { PCFShadowMap, SRGBColorSpace, WebGLRenderer } from 'three';

let renderer: WebGLRenderer | null = null;

/** The renderer with its canvas, made on first use; null where the browser gives no WebGL. */
export function borrowRenderer(): WebGLRenderer | null {
  if (renderer) return renderer;
  try {
    renderer = new WebGLRenderer({ antialias: true, powerPreference: 'high-performance' });
  } catch {
    return null;
  }
  renderer.outputColorSpace = SRGBColorSpace;
  renderer.localClippingEnabled = true;
  renderer.shadowMap.enabled = true;
  renderer.shadowMap.type = PCFShadowMap;
  // Nothing in the studio moves by itself: shadows are drawn again only when the model, the section or the light changes.
  renderer.shadowMap.autoUpdate = false;
  return renderer;
}
