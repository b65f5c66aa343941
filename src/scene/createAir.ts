/**
 * Sky, horizon and aerial perspective in one pass over the finished picture: the sky is a gradient by elevation angle, and every
 * surface fades to exactly that sky's horizon colour, so there is no edge where the land ends. Warning colours are exempt
 * (alpha marker of the city shader), the gradient is dithered against bands.
 */
import { Cartesian2, Cartesian3, PostProcessStage, type Scene } from '@cesium/engine';
import type { Theme } from '../design/tokens';
import { keyDirection } from './keyDirection';
import { toRgb } from './toRgb';

const fragmentShader = /* glsl */ `
uniform sampler2D colorTexture;
uniform sampler2D depthTexture;
uniform vec3 u_up;
uniform vec3 u_toLight;
uniform float u_dip;
uniform vec2 u_range;
uniform vec3 u_horizon;
uniform vec3 u_zenith;
uniform vec3 u_fog;
uniform vec3 u_glow;
uniform float u_night;
in vec2 v_textureCoordinates;

float noise(vec2 p) { return fract(52.9829189 * fract(dot(p, vec2(0.06711056, 0.00583715)))); }

vec3 sky(vec3 ray) {
  float elevation = dot(ray, u_up) + u_dip;
  vec3 flatRay = normalize(ray - u_up * dot(ray, u_up));
  float towards = 0.5 + 0.5 * dot(flatRay, u_toLight);
  float band = exp(-max(elevation, 0.0) * 7.5);
  vec3 colour = mix(u_zenith, u_horizon, smoothstep(0.0, 1.0, exp(-max(elevation, 0.0) * 4.2)));
  colour += u_glow * band * pow(towards, 3.0);
  return colour;
}

void main() {
  vec4 surface = texture(colorTexture, v_textureCoordinates);
  float stored = texture(depthTexture, v_textureCoordinates).r;
  vec4 eye = czm_windowToEyeCoordinates(gl_FragCoord.xy, stored);
  vec3 position = eye.xyz / eye.w;
  vec3 ray = normalize(position);
  vec3 colour;
  if (stored >= 1.0) {
    colour = sky(ray);
  } else {
    float distance = length(position);
    float near = u_range.x;
    float far = u_range.y;
    float t = clamp((distance - near) / (far - near), 0.0, 1.0);
    float share = mix(0.46, 0.60, u_night);
    float veil = share * t * (2.0 - t) + (1.0 - share) * smoothstep(far, min(far * 3.2, 190000.0), distance);
    vec3 air = mix(u_fog, sky(ray - u_up * (dot(ray, u_up) + u_dip)), smoothstep(0.15, 0.85, veil));
    colour = mix(surface.rgb, air, veil * surface.a);
  }
  vec2 centre = v_textureCoordinates - 0.5;
  float vignette = 1.0 - dot(centre, centre) * mix(0.10, 0.34, u_night);
  colour *= mix(1.0, vignette, stored >= 1.0 ? 1.0 : surface.a);
  colour += (noise(gl_FragCoord.xy) - 0.5) / 255.0;
  out_FragColor = vec4(colour, 1.0);
}`;

export interface Air {
  setTheme(theme: Theme): void;
  /** Before every frame: local up in eye axes, dip of the horizon (sine) and the distance to what is looked at. */
  follow(rangeMetres: number): void;
  dispose(): void;
}

export function createAir(scene: Scene): Air {
  const up = new Cartesian3(0, 1, 0);
  const toLight = new Cartesian3();
  const horizon = new Cartesian3();
  const zenith = new Cartesian3();
  const fog = new Cartesian3();
  const glow = new Cartesian3();
  const range = new Cartesian2(1000, 8000);
  let light: readonly [number, number, number] = [0, 1, 0];
  let dip = 0;
  let night = 1;
  const stage = scene.postProcessStages.add(new PostProcessStage({
    name: 'air', fragmentShader,
    uniforms: {
      u_up: () => up, u_toLight: () => toLight, u_dip: () => dip, u_range: () => range,
      u_horizon: () => horizon, u_zenith: () => zenith, u_fog: () => fog, u_glow: () => glow, u_night: () => night,
    },
  })) as PostProcessStage;

  const worldUp = new Cartesian3();
  const worldEast = new Cartesian3();
  const worldNorth = new Cartesian3();
  const worldLight = new Cartesian3();
  const set = (target: Cartesian3, hex: string, factor = 1): void => { const [red, green, blue] = toRgb(hex); target.x = red * factor; target.y = green * factor; target.z = blue * factor; };

  return {
    setTheme: (theme) => {
      night = theme.scene.windowGlow.strength[1] > 0 ? 1 : 0;
      set(horizon, theme.scene.horizon);
      set(zenith, theme.scene.sky);
      set(fog, theme.scene.fog);
      set(glow, theme.scene.keyLight.colour, night ? 0.2 : 0.05);
      light = keyDirection(theme.scene.keyLight);
      scene.requestRender();
    },
    follow: (rangeMetres) => {
      const { camera } = scene;
      Cartesian3.normalize(camera.positionWC, worldUp);
      Cartesian3.normalize(Cartesian3.cross(Cartesian3.UNIT_Z, worldUp, worldEast), worldEast);
      Cartesian3.cross(worldUp, worldEast, worldNorth);
      const flat = Math.hypot(light[0], light[1]) || 1;
      Cartesian3.add(Cartesian3.multiplyByScalar(worldEast, light[0] / flat, worldLight), Cartesian3.multiplyByScalar(worldNorth, light[1] / flat, worldNorth), worldLight);
      toEye(camera, worldUp, up);
      toEye(camera, worldLight, toLight);
      const height = Math.max(camera.positionCartographic.height, 1);
      // Dip of the sea horizon: cos = R / (R + h); its sine for the ray's elevation.
      dip = Math.sqrt(Math.max(0, 1 - (6371000 / (6371000 + height)) ** 2));
      range.x = Math.max(450, rangeMetres * 0.75);
      range.y = Math.min(60_000, Math.max(8000, rangeMetres * 4.2));
    },
    dispose: () => { scene.postProcessStages.remove(stage); },
  };
}

function toEye(camera: { rightWC: Cartesian3; upWC: Cartesian3; directionWC: Cartesian3 }, world: Cartesian3, out: Cartesian3): void {
  out.x = Cartesian3.dot(world, camera.rightWC);
  out.y = Cartesian3.dot(world, camera.upWC);
  out.z = -Cartesian3.dot(world, camera.directionWC);
}
