/**
 * The one `CesiumWidget` of the page with everything switched off that we draw better or do not need: no ion, no default imagery,
 * no sky box, sun, moon or stock fog. Renders on demand; the loop is ours (`createRenderLoop`).
 */
import './engineFiles';
import { CesiumWidget, Color, Ion, SkyAtmosphere, type Scene } from '@cesium/engine';
import { setGlobeLoadingTime } from './cesiumPrivate';
import type { Theme } from '../design/tokens';

export interface Globe { readonly widget: CesiumWidget; readonly scene: Scene; setTheme(theme: Theme): void; readonly software: boolean }

export function createGlobe(container: HTMLElement): Globe {
  Ion.defaultAccessToken = '';
  const software = isSoftwareRenderer();
  const widget = new CesiumWidget(container, {
    useDefaultRenderLoop: false, showRenderLoopErrors: false, requestRenderMode: true, maximumRenderTimeChange: Number.POSITIVE_INFINITY,
    shouldAnimate: false, baseLayer: false, skyBox: false, skyAtmosphere: false as unknown as SkyAtmosphere, scene3DOnly: true,
    orderIndependentTranslucency: false, msaaSamples: software ? 1 : 4, creditContainer: createUnstyledCredits(), blurActiveElementOnCanvasFocus: false,
  });
  const { scene } = widget;
  scene.highDynamicRange = false;
  scene.fog.enabled = false;
  scene.globe.showGroundAtmosphere = false;
  scene.globe.enableLighting = false;
  scene.globe.showWaterEffect = false;
  scene.globe.depthTestAgainstTerrain = true;
  scene.globe.maximumScreenSpaceError = software ? 3 : 2;
  scene.globe.tileCacheSize = 80;
  if (software) setGlobeLoadingTime(scene.globe, 60);
  scene.globe.preloadSiblings = false;
  scene.postProcessStages.fxaa.enabled = software;
  widget.useBrowserRecommendedResolution = software;
  return {
    widget, scene, software,
    setTheme: (theme) => {
      scene.globe.baseColor = Color.fromCssColorString(theme.scene.ground.base);
      scene.backgroundColor = Color.fromCssColorString(theme.scene.horizon);
      scene.requestRender();
    },
  };
}

/**
 * The engine's credit display adds a <style> element, which the content policy forbids. In a shadow tree that is not part of the
 * page it is never applied; our own attribution line shows the credits of the opened packs.
 */
function createUnstyledCredits(): HTMLElement {
  const credits = document.createElement('div');
  document.createElement('div').attachShadow({ mode: 'open' }).append(credits);
  return credits;
}

/** Without a GPU, antialiasing by sampling and high pixel ratios cost more than they show. */
function isSoftwareRenderer(): boolean {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (gl === null) return true;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return /swiftshader|llvmpipe|software|basic render/i.test(name);
}
