/**
 * The buildings, structures and street furniture of all opened packs: one tileset per pack, one shader, one texture of states and one
 * of poses. Geometry never changes with either; a recolour or an opened cover is an upload of the texture rows that changed, once per frame.
 */
import {
  Axis, Cartesian2, Cartesian3, Cesium3DTileset, CustomShader, CustomShaderTranslucencyMode, LightingModel, PixelDatatype, PixelFormat,
  TextureMagnificationFilter, TextureMinificationFilter, TextureUniform, UniformType, VaryingType, type Scene,
} from '@cesium/engine';
import type { Theme } from '../../design/tokens';
import { STATE_TEXTURE_WIDTH } from '../../workers/glbContract';
import { copyTextureRows } from '../cesiumPrivate';
import type { CityClient, OpenedPack } from '../cityClient';
import { keyDirection } from '../keyDirection';
import { toLinear, type Rgb } from '../toRgb';
import { CityTileResource, type TileSupply } from './CityTileResource';
import { fragmentShaderText, vertexShaderText } from './cityShader';
import { paletteHeight, paletteWidth, toPaletteBytes } from './paletteTexture';
import type { DirtyRows } from './DirtyLines';
import type { PoseTable } from './PoseTable';
import type { StateTable } from './StateTable';

/** Bytes of tile content kept beyond what is in view, and how much more may be used in between. Source: memory budget of the renderer. */
const cacheBytes = 128 * 1024 * 1024;
const maximumCacheOverflowBytes = 64 * 1024 * 1024;
/** Pixels of error of a tile on a screen 1080 pixels high; the tree's errors are written for it. */
const maximumScreenSpaceError = 16;
/** Share of windows that are lit at blue hour; the release checklist allows half. */
const litWindowShare = 0.34;

export interface CityLayer {
  readonly tilesets: readonly Cesium3DTileset[];
  setTheme(theme: Theme): void;
  setFeedStale(stale: boolean): void;
  /** Dims the windows while an unacknowledged level I or II exists, so that nothing competes with it. */
  setWindowsDimmed(dimmed: boolean): void;
  /** Angle that a fan at full speed has turned by, radians. */
  setTurn(angle: number): void;
  /** Uploads what changed; call once before a frame. Answers whether a frame is needed. */
  upload(): boolean;
  complete(): boolean;
  /** Error in pixels at which a tile is refined, for this height of the drawing buffer and its share of the canvas. */
  setDetail(canvasHeight: number, scale: number): void;
  dispose(): void;
}

export async function createCityLayer(scene: Scene, client: CityClient, packs: readonly OpenedPack[], state: StateTable, pose: PoseTable, theme: Theme): Promise<CityLayer> {
  let currentTheme = theme;
  let dimmed = false;
  const shader = new CustomShader({
    lightingModel: LightingModel.UNLIT,
    // as the primitives say: all solid but the light of lamps
    translucencyMode: CustomShaderTranslucencyMode.INHERIT,
    uniforms: {
      u_state: { type: UniformType.SAMPLER_2D, value: texture(state.bytes, STATE_TEXTURE_WIDTH, state.height) },
      u_pose: { type: UniformType.SAMPLER_2D, value: texture(pose.bytes, STATE_TEXTURE_WIDTH, pose.height) },
      u_turn: { type: UniformType.FLOAT, value: 0 },
      u_palette: { type: UniformType.SAMPLER_2D, value: texture(toPaletteBytes(theme), paletteWidth, paletteHeight) },
      u_wall: { type: UniformType.VEC3, value: new Cartesian3() },
      u_roof: { type: UniformType.VEC3, value: new Cartesian3() },
      u_keyDirection: { type: UniformType.VEC3, value: new Cartesian3() },
      u_keyColour: { type: UniformType.VEC3, value: new Cartesian3() },
      u_ambient: { type: UniformType.VEC3, value: new Cartesian3() },
      u_windowColour: { type: UniformType.VEC3, value: new Cartesian3() },
      u_windowStrength: { type: UniformType.VEC2, value: new Cartesian2() },
      u_windowShare: { type: UniformType.FLOAT, value: 0 },
      u_paneShade: { type: UniformType.FLOAT, value: 0 },
      u_hatch: { type: UniformType.VEC3, value: new Cartesian3() },
      u_select: { type: UniformType.VEC3, value: new Cartesian3() },
      u_hover: { type: UniformType.VEC3, value: new Cartesian3() },
      u_feedStale: { type: UniformType.FLOAT, value: 0 },
    },
    varyings: {
      v_state: VaryingType.VEC4, v_form: VaryingType.VEC4, v_rise: VaryingType.VEC2,
      v_local: VaryingType.VEC3, v_dark: VaryingType.FLOAT,
    },
    vertexShaderText, fragmentShaderText,
  });
  const setColour = (name: string, [red, green, blue]: Rgb, factor = 1): void => { shader.setUniform(name, new Cartesian3(red * factor, green * factor, blue * factor)); };

  function applyWindows(): void {
    const { windowGlow } = currentTheme.scene;
    const factor = dimmed ? 0.5 : 1;
    shader.setUniform('u_windowStrength', new Cartesian2(windowGlow.strength[0] * 2.2 * factor, windowGlow.strength[1] * 2.2 * factor));
    shader.setUniform('u_windowShare', windowGlow.strength[1] > 0 ? litWindowShare : 0);
    shader.setUniform('u_paneShade', windowGlow.strength[1] > 0 ? 0.32 : 0.07);
  }

  function applyTheme(next: Theme): void {
    currentTheme = next;
    const { keyLight } = next.scene;
    const direction = keyDirection(keyLight);
    setColour('u_wall', toLinear(next.scene.buildingWall));
    setColour('u_roof', toLinear(next.scene.buildingRoof));
    shader.setUniform('u_keyDirection', new Cartesian3(...direction));
    // Facades face a low sun at a slant; the token's intensity is for a surface that faces the light.
    const night = next.scene.windowGlow.strength[1] > 0;
    setColour('u_keyColour', toLinear(keyLight.colour), keyLight.intensity * (night ? 1.7 : 0.36));
    const skyLight = toLinear(next.scene.horizon);
    const ambient: Rgb = night ? [0.62 + skyLight[0], 0.66 + skyLight[1], 0.74 + skyLight[2]] : [0.64, 0.67, 0.70];
    setColour('u_ambient', ambient, night ? 1.2 : 0.92);
    setColour('u_windowColour', toLinear(next.scene.windowGlow.colour));
    setColour('u_hatch', toLinear(next.scene.hatch));
    setColour('u_select', toLinear(next.scene.select));
    setColour('u_hover', toLinear(next.scene.hover));
    applyWindows();
  }
  applyTheme(theme);

  const tilesets = await Promise.all(packs.map(async ({ indexOffset }) => {
    const supply: TileSupply = { client, indexOffset, onArrival: () => scene.requestRender(), inFlight: new Set() };
    const tileset = await Cesium3DTileset.fromUrl(new CityTileResource(supply), {
      maximumScreenSpaceError, cacheBytes, maximumCacheOverflowBytes, modelUpAxis: Axis.Z, modelForwardAxis: Axis.X,
      enableCollision: false, cullRequestsWhileMoving: false, foveatedScreenSpaceError: false, preloadFlightDestinations: false,
    });
    tileset.customShader = shader;
    scene.primitives.add(tileset);
    return tileset;
  }));

  const fresh = new Set(['u_state', 'u_pose']);
  function uploadTable(uniform: string, table: { readonly bytes: Uint8Array; readonly height: number; takeDirty(): DirtyRows | null; rows(dirty: DirtyRows): Uint8Array }): boolean {
    const dirty = table.takeDirty();
    if (dirty === null) return false;
    if (fresh.has(uniform) || !copyTextureRows(shader, uniform, dirty.first, STATE_TEXTURE_WIDTH, table.rows(dirty))) {
      shader.setUniform(uniform, texture(table.bytes, STATE_TEXTURE_WIDTH, table.height));
      fresh.delete(uniform);
    }
    return true;
  }

  return {
    tilesets,
    setTheme: (next) => { applyTheme(next); shader.setUniform('u_palette', texture(toPaletteBytes(next), paletteWidth, paletteHeight)); scene.requestRender(); },
    setFeedStale: (stale) => { shader.setUniform('u_feedStale', stale ? 1 : 0); scene.requestRender(); },
    setWindowsDimmed: (next) => { if (next !== dimmed) { dimmed = next; applyWindows(); scene.requestRender(); } },
    setTurn: (angle) => { shader.setUniform('u_turn', angle); },
    upload: () => [uploadTable('u_state', state), uploadTable('u_pose', pose)].includes(true),
    setDetail: (canvasHeight, scale) => {
      const error = maximumScreenSpaceError * scale * Math.min(1.2, Math.max(0.35, canvasHeight / 1080));
      for (const tileset of tilesets) if (Math.abs(tileset.maximumScreenSpaceError - error) > 0.01) tileset.maximumScreenSpaceError = error;
    },
    complete: () => tilesets.every((tileset) => tileset.tilesLoaded),
    dispose: () => { for (const tileset of tilesets) scene.primitives.remove(tileset); shader.destroy(); },
  };
}

function texture(bytes: Uint8Array, width: number, height: number): TextureUniform {
  return new TextureUniform({
    typedArray: bytes, width, height, pixelFormat: PixelFormat.RGBA, pixelDatatype: PixelDatatype.UNSIGNED_BYTE, repeat: false,
    minificationFilter: TextureMinificationFilter.NEAREST, magnificationFilter: TextureMagnificationFilter.NEAREST,
  });
}
