/** The neutral room around the model: key, rim and sky light, a floor that takes a soft shadow, the water surface. */
import {
  AmbientLight, CircleGeometry, Color, DirectionalLight, Fog, HemisphereLight, Mesh, MeshStandardMaterial, Scene, ShadowMaterial, Vector3, type Box3,
} from 'three';
import type { Theme } from '../design/tokens';

/** Edge of the key light's shadow map, texels. */
const SHADOW_TEXELS = 2048;

export interface Studio {
  readonly scene: Scene;
  /** Fits floor, water and light to the model; `water` = elevation or null, `viewAzimuth` = where the first view looks from, radians. */
  fit(bounds: Box3, water: number | null, viewAzimuth: number): void;
  /** Hides the floor's edge for a camera at `distance` from the model. */
  haze(distance: number): void;
  setTheme(theme: Theme): void;
  dispose(): void;
}

export function createStudio(): Studio {
  const scene = new Scene(), fog = new Fog(new Color());
  let reach = 1;
  scene.fog = fog;
  const key = new DirectionalLight(), rim = new DirectionalLight(), sky = new HemisphereLight(), fill = new AmbientLight();
  key.castShadow = true;
  key.shadow.mapSize.set(SHADOW_TEXELS, SHADOW_TEXELS);
  key.shadow.radius = 5;
  key.shadow.intensity = 0.7;
  const disc = new CircleGeometry(1, 64);
  const floorMaterial = new MeshStandardMaterial({ roughness: 1, metalness: 0 });
  const shadowMaterial = new ShadowMaterial({ opacity: 0.34, depthWrite: false });
  const waterMaterial = new MeshStandardMaterial({ transparent: true, opacity: 0.72, roughness: 0.85, metalness: 0, depthWrite: false });
  const floor = new Mesh(disc, floorMaterial), shade = new Mesh(disc, shadowMaterial), water = new Mesh(disc, waterMaterial);
  shade.receiveShadow = true;
  shade.renderOrder = 2;
  water.renderOrder = 1;
  scene.add(key, key.target, rim, rim.target, sky, fill, floor, water, shade);

  return {
    scene,
    fit(bounds, level, viewAzimuth) {
      const centre = bounds.getCenter(new Vector3()), size = bounds.getSize(new Vector3()), radius = Math.max(30, size.length() / 2);
      const ground = level ?? bounds.min.z + Math.min(4, size.z * 0.1);
      for (const [mesh, z] of [[floor, bounds.min.z - 1], [water, ground], [shade, ground + 0.15]] as const) {
        mesh.position.set(centre.x, centre.y, z);
        mesh.scale.setScalar(radius * 6);
      }
      water.visible = level !== null;
      floor.position.z = level === null ? ground - 0.1 : bounds.min.z - 1;
      // Key from beside the viewer, rim from behind the model: both sides of every member differ in tone.
      const around = (turn: number, height: number): Vector3 => new Vector3(Math.cos(viewAzimuth + turn), Math.sin(viewAzimuth + turn), height).multiplyScalar(radius * 2);
      key.position.copy(centre).add(around(0.75, 1));
      rim.position.copy(centre).add(around(3.6, 0.45));
      key.target.position.copy(centre);
      rim.target.position.copy(centre);
      const camera = key.shadow.camera;
      camera.left = camera.bottom = -radius * 1.15;
      camera.right = camera.top = radius * 1.15;
      camera.near = radius * 0.2;
      camera.far = radius * 6;
      camera.updateProjectionMatrix();
      key.shadow.normalBias = radius / SHADOW_TEXELS * 2;
      reach = radius;
    },
    haze(distance) { fog.near = distance + reach * 1.5; fog.far = distance + reach * 5; },
    setTheme({ studio, scene: city }) {
      const background = new Color(studio.background);
      scene.background = background;
      fog.color = background;
      floorMaterial.color.set(studio.floor);
      waterMaterial.color.set(city.waterShallow);
      shadowMaterial.color.set(city.ground.reliefShade);
      key.color.set(studio.keyLight);
      key.intensity = 3.1;
      rim.color.set(studio.rimLight);
      rim.intensity = 1.2;
      sky.color.set(studio.rimLight);
      sky.groundColor.set(studio.floor);
      sky.intensity = 1.3;
      fill.intensity = 0.25;
    },
    dispose() {
      disc.dispose();
      floorMaterial.dispose();
      shadowMaterial.dispose();
      waterMaterial.dispose();
      key.shadow.map?.dispose();
    },
  };
}
