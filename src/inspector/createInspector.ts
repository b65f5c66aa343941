/** The inspector's own small 3D: studio, model, sensors, camera. Draws only when something changed and the page is seen. */
import { MathUtils, PerspectiveCamera, Raycaster, Spherical, Vector2, Vector3 } from 'three';
import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js';
import type { StructureMesh } from '../../tiles/structures/structureMesh';
import type { Theme } from '../design/tokens';
import { createModel, type Model } from './createModel';
import { createSensorLayer, type SensorLook, type SensorMark } from './createSensorLayer';
import { createStudio } from './createStudio';
import { borrowRenderer } from './sharedRenderer';
import type { Section } from './models/sectionPlane';

export type Pointed = { readonly kind: 'sensor'; readonly id: string } | { readonly kind: 'member'; readonly id: string } | null;

export interface InspectorOptions {
  readonly canvasHost: HTMLElement;
  readonly labelHost: HTMLElement;
  readonly theme: Theme;
  readonly smooth: boolean;
  onHover(pointed: Pointed): void;
  onPick(pointed: Pointed): void;
  /** Scale at the orbit centre changed. */
  onScale(metresPerPixel: number): void;
}

export interface Inspector {
  show(mesh: StructureMesh): void;
  setSensors(marks: readonly SensorMark[]): void;
  look(id: string, look: SensorLook): void;
  select(sensor: string | null, member: string | null): void;
  hover(member: string | null): void;
  setTheme(theme: Theme): void;
  /** Metres from the low end of the axis at which it cuts, or null. */
  setSection(section: Section | null): number | null;
  explode(amount: number): void;
  fit(): void;
  reset(): void;
  /** Turns by degrees, as the arrow keys do. */
  orbit(azimuth: number, polar: number): void;
  zoom(factor: number): void;
  stats(): { readonly frames: number; readonly drawCalls: number; readonly triangles: number };
  dispose(): void;
}

const FIELD_OF_VIEW_DEGREES = 32;
/** First view: from the side and a little above, degrees. */
const FIRST_AZIMUTH = 32;
const FIRST_POLAR = 74;
const UPRIGHT_AZIMUTH = 62;
/** A pointer that moved less than this between down and up was a click, CSS pixels. */
const CLICK_PIXELS = 5;
/** Height kept for the head line and the tools, CSS pixels. */
const KEEP_FREE = { top: 84, bottom: 104 } as const;
/** Free ring around the model when it is fitted. */
const FIT_MARGIN = 1.08;

export function createInspector(options: InspectorOptions): Inspector | null {
  const renderer = borrowRenderer();
  if (!renderer) return null;
  const { canvasHost } = options, canvas = renderer.domElement;
  canvas.tabIndex = -1;
  canvas.setAttribute('aria-hidden', 'true');
  canvasHost.append(canvas);
  const camera = new PerspectiveCamera(FIELD_OF_VIEW_DEGREES, 1, 1, 20_000);
  camera.up.set(0, 0, 1);
  const controls = new OrbitControls(camera, canvas);
  controls.enableDamping = options.smooth;
  controls.maxPolarAngle = MathUtils.degToRad(100);
  const studio = createStudio(), sensors = createSensorLayer(options.labelHost, options.theme), ray = new Raycaster();
  studio.scene.add(sensors.group);
  let model: Model | null = null, marks: readonly SensorMark[] = [], looks = new Map<string, SensorLook>();
  let theme = options.theme, hovered: string | null = null, chosen: string | null = null, chosenSensor: string | null = null;
  let front: number | null = null, untouched = true;
  let width = 1, height = 1, frame = 0, frames = 0, disposed = false;
  studio.setTheme(theme);

  function request(): void {
    if (frame === 0 && !disposed && !document.hidden) frame = requestAnimationFrame(draw);
  }
  function draw(): void {
    frame = 0;
    if (disposed || !renderer) return;
    const moving = controls.update();
    const distance = camera.position.distanceTo(controls.target);
    camera.near = Math.max(0.5, distance / 200);
    camera.far = distance * 12 + 4000;
    camera.updateProjectionMatrix();
    camera.updateMatrixWorld();
    studio.haze(distance);
    if (model) sensors.layout(camera, model, width, height);
    renderer.render(studio.scene, camera);
    frames += 1;
    options.onScale((2 * distance * Math.tan(MathUtils.degToRad(camera.fov / 2))) / height);
    if (moving) request();
  }
  const shadows = (): void => { renderer.shadowMap.needsUpdate = true; request(); };
  /** The free part of the canvas lies between the head line and the tools; the model is centred there. */
  function offset(): number {
    const top = Math.min(KEEP_FREE.top, height * 0.2), bottom = Math.min(KEEP_FREE.bottom, height * 0.25);
    camera.setViewOffset(width, height, 0, (bottom - top) / 2, width, height);
    return (height - top - bottom) / height;
  }
  function resize(): void {
    width = Math.max(1, canvasHost.clientWidth);
    height = Math.max(1, canvasHost.clientHeight);
    renderer!.setPixelRatio(Math.min(2, window.devicePixelRatio));
    renderer!.setSize(width, height);
    camera.aspect = width / height;
    offset();
    if (untouched) firstView();
    request();
  }

  /** Distance at which every corner of the model lies inside the view, looking along the present direction. */
  function fit(): void {
    if (!model) return;
    const corners = model.corners(), centre = middleOf(corners), direction = camera.position.clone().sub(controls.target).normalize();
    const right = new Vector3().crossVectors(camera.up, direction).normalize(), up = new Vector3().crossVectors(direction, right);
    const full = Math.tan(MathUtils.degToRad(camera.fov / 2)), tanV = full * offset(), tanH = full * camera.aspect;
    let distance = 1;
    for (const point of corners) {
      const corner = point.sub(centre), depth = corner.dot(direction);
      distance = Math.max(distance, depth + (Math.abs(corner.dot(right)) * FIT_MARGIN) / tanH, depth + (Math.abs(corner.dot(up)) * FIT_MARGIN) / tanV);
    }
    controls.target.copy(centre);
    camera.position.copy(centre).addScaledVector(direction, distance);
    controls.minDistance = 8;
    controls.maxDistance = distance * 4;
    request();
  }
  function firstView(): void {
    if (!model) return;
    const polar = MathUtils.degToRad(FIRST_POLAR), azimuth = firstAzimuth(model, front, camera.aspect);
    controls.target.copy(middleOf(model.corners()));
    camera.position.copy(controls.target).add(new Vector3(Math.cos(azimuth) * Math.sin(polar), Math.sin(azimuth) * Math.sin(polar), Math.cos(polar)));
    fit();
  }

  function pointAt(event: PointerEvent): Pointed {
    if (!model) return null;
    const box = canvas.getBoundingClientRect();
    ray.setFromCamera(new Vector2(((event.clientX - box.left) / box.width) * 2 - 1, 1 - ((event.clientY - box.top) / box.height) * 2), camera);
    const sensor = ray.intersectObjects(sensors.sprites.filter((sprite) => sprite.visible), false)[0];
    if (sensor) return { kind: 'sensor', id: sensors.idOf(sensor.object) ?? '' };
    const shown = model;
    const hit = ray.intersectObjects([...shown.meshes], false).find(({ point }) => !shown.isCut(point));
    const member = hit ? shown.memberOf(hit.object) : null;
    return member ? { kind: 'member', id: member } : null;
  }
  function hover(member: string | null): void {
    if (member === hovered) return;
    hovered = member;
    model?.highlight(hovered, chosen);
    request();
  }
  let down: { readonly x: number; readonly y: number } | null = null, lastHover = '';
  const onDown = (event: PointerEvent): void => { untouched = false; down = { x: event.clientX, y: event.clientY }; };
  const onMove = (event: PointerEvent): void => {
    if (event.buttons !== 0) return;
    const pointed = pointAt(event), key = pointed ? `${pointed.kind}${pointed.id}` : '';
    if (key === lastHover) return;
    lastHover = key;
    hover(pointed?.kind === 'member' ? pointed.id : null);
    canvas.style.cursor = pointed ? 'pointer' : 'grab';
    options.onHover(pointed);
  };
  const onUp = (event: PointerEvent): void => {
    if (down && Math.hypot(event.clientX - down.x, event.clientY - down.y) < CLICK_PIXELS) options.onPick(pointAt(event));
    down = null;
  };
  const onLeave = (): void => { lastHover = ''; hover(null); options.onHover(null); };
  canvas.addEventListener('pointerdown', onDown);
  canvas.addEventListener('pointermove', onMove);
  canvas.addEventListener('pointerup', onUp);
  canvas.addEventListener('pointerleave', onLeave);
  controls.addEventListener('change', request);
  document.addEventListener('visibilitychange', request);
  const observer = new ResizeObserver(resize);
  observer.observe(canvasHost);
  resize();

  function place(): void {
    if (!model) return;
    sensors.set(marks, model);
    for (const [id, look] of looks) sensors.look(id, look);
    sensors.select(chosenSensor);
    request();
  }

  return {
    show(mesh) {
      if (model) { studio.scene.remove(model.group); model.dispose(); }
      model = createModel(mesh);
      front = mesh.facts.headingDeg ?? null;
      model.setTheme(theme);
      studio.scene.add(model.group);
      studio.fit(model.bounds, mesh.facts.waterElevationM ?? null, firstAzimuth(model, front, 1.5));
      studio.setTheme(theme);
      firstView();
      shadows();
    },
    setSensors(next) { marks = next; looks = new Map(); place(); },
    look(id, look) { looks.set(id, look); sensors.look(id, look); request(); },
    select(sensor, member) { chosenSensor = sensor; chosen = member; sensors.select(sensor); model?.highlight(hovered, chosen); request(); },
    hover,
    setTheme(next) { theme = next; studio.setTheme(next); model?.setTheme(next); sensors.setTheme(next); request(); },
    setSection(section) { const at = model?.setSection(section) ?? null; sensors.clip(model?.planes() ?? []); shadows(); return at; },
    explode(amount) { model?.explode(amount); place(); shadows(); },
    fit,
    reset() { untouched = true; firstView(); },
    orbit(azimuth, polar) {
      untouched = false;
      const sphere = new Spherical().setFromVector3(toYUp(camera.position.clone().sub(controls.target)));
      sphere.theta += MathUtils.degToRad(azimuth);
      sphere.phi = MathUtils.clamp(sphere.phi + MathUtils.degToRad(polar), 0.05, controls.maxPolarAngle);
      camera.position.copy(controls.target).add(toZUp(new Vector3().setFromSpherical(sphere)));
      request();
    },
    zoom(factor) {
      untouched = false;
      const offset = camera.position.clone().sub(controls.target), length = MathUtils.clamp(offset.length() * factor, controls.minDistance, controls.maxDistance);
      camera.position.copy(controls.target).add(offset.setLength(length));
      request();
    },
    stats: () => ({ frames, drawCalls: renderer.info.render.calls, triangles: renderer.info.render.triangles }),
    dispose() {
      disposed = true;
      cancelAnimationFrame(frame);
      observer.disconnect();
      document.removeEventListener('visibilitychange', request);
      canvas.removeEventListener('pointerdown', onDown);
      canvas.removeEventListener('pointermove', onMove);
      canvas.removeEventListener('pointerup', onUp);
      canvas.removeEventListener('pointerleave', onLeave);
      controls.dispose();
      sensors.dispose();
      model?.dispose();
      studio.dispose();
      renderer.renderLists.dispose();
      canvas.remove();
    },
  };
}

/** The first view looks at the front, else at the long side, turned towards one end; more so on an upright canvas. */
function firstAzimuth({ frame: { along } }: Model, front: number | null, aspect: number): number {
  const facing = front === null ? Math.atan2(along[1], along[0]) - Math.PI / 2 : MathUtils.degToRad(90 - front);
  return facing + MathUtils.degToRad(aspect < 0.8 && front === null ? UPRIGHT_AZIMUTH : FIRST_AZIMUTH);
}

const middleOf = (points: readonly Vector3[]): Vector3 => points.reduce((sum, point) => sum.add(point), new Vector3()).divideScalar(Math.max(1, points.length));

/** three's spherical angles count from y; the studio's up is z. */
const toYUp = (v: Vector3): Vector3 => new Vector3(v.y, v.z, v.x);
const toZUp = (v: Vector3): Vector3 => new Vector3(v.z, v.x, v.y);
