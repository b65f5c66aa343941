/** Sensors on the model: a glyph sprite of fixed size above each anchor with a leader line, and value labels over them. */
import { BufferAttribute, BufferGeometry, DynamicDrawUsage, Group, LineBasicMaterial, LineSegments, Sprite, SpriteMaterial, Vector3, type CanvasTexture, type PerspectiveCamera, type Plane } from 'three';
import type { Theme } from '../design/tokens';
import { levelShapes } from '../design/levelShape';
import type { Condition } from '../domain/state';
import { glyphTexture } from './glyphTexture';
import type { Model } from './createModel';
import { placeLabels, type LabelBox } from './models/placeLabels';

export interface SensorMark {
  readonly id: string;
  readonly member: string;
  readonly position: readonly [number, number, number];
  /** How many signs stand below it at the same anchor. */
  readonly level: number;
}
export interface SensorLook { readonly condition: Condition; readonly text: string; readonly weight: number }

/** Side of a level-IV glyph, CSS pixels. */
const GLYPH_PIXELS = 22;
/** Clear height of a glyph above its anchor, and of one above the other, part of the model's diagonal. */
const LIFT = 0.014;
const STACK = 0.022;

export interface SensorLayer {
  readonly group: Group;
  readonly sprites: readonly Sprite[];
  idOf(object: unknown): string | null;
  set(marks: readonly SensorMark[], model: Model): void;
  look(id: string, look: SensorLook): void;
  select(id: string | null): void;
  setTheme(theme: Theme): void;
  /** Planes that cut the model cut the leader lines too. */
  clip(planes: readonly Plane[]): void;
  /** Sizes sprites for the canvas and puts the labels; call once per drawn frame. */
  layout(camera: PerspectiveCamera, model: Model, width: number, height: number): void;
  dispose(): void;
}

export function createSensorLayer(labels: HTMLElement, theme: Theme): SensorLayer {
  const group = new Group(), textures = new Map<string, CanvasTexture>();
  const lineMaterial = new LineBasicMaterial({ depthTest: false, transparent: true, opacity: 0.7 });
  const lines = new LineSegments(new BufferGeometry(), lineMaterial);
  lines.renderOrder = 9;
  lines.frustumCulled = false;
  let palette = theme, selected: string | null = null, sprites: Sprite[] = [];
  const items = new Map<string, { mark: SensorMark; sprite: Sprite; look: SensorLook; label: HTMLElement; width: number }>();
  lineMaterial.color.set(theme.ui.text2);
  group.add(lines);

  const texture = (condition: Condition, on: boolean): CanvasTexture => {
    const key = `${condition}|${on}`;
    let made = textures.get(key);
    if (!made) textures.set(key, (made = glyphTexture(condition, palette, on)));
    return made;
  };
  const dress = (id: string): void => {
    const item = items.get(id);
    if (!item) return;
    item.sprite.material.map = texture(item.look.condition, id === selected);
    item.sprite.renderOrder = 10 + item.look.weight;
    if (item.label.textContent !== item.look.text) { item.label.textContent = item.look.text; item.width = 0; }
    item.label.dataset['condition'] = item.look.condition;
    item.label.dataset['selected'] = String(id === selected);
  };
  function clear(): void {
    for (const { sprite, label } of items.values()) { sprite.material.dispose(); group.remove(sprite); label.remove(); }
    items.clear();
    sprites = [];
  }

  return {
    group,
    get sprites() { return sprites; },
    idOf: (object) => (object instanceof Sprite ? (object.userData['id'] as string | undefined) ?? null : null),
    set(marks, model) {
      clear();
      const size = model.bounds.getSize(new Vector3()).length(), points = new Float32Array(marks.length * 6);
      marks.forEach((mark, i) => {
        const foot = model.moved(mark.member, new Vector3(...mark.position));
        const sprite = new Sprite(new SpriteMaterial({ depthTest: false, sizeAttenuation: false, transparent: true }));
        sprite.position.copy(foot).add(new Vector3(0, 0, size * (LIFT + STACK * mark.level)));
        sprite.userData['id'] = mark.id;
        sprite.userData['foot'] = foot;
        group.add(sprite);
        sprites.push(sprite);
        const label = document.createElement('span');
        label.className = 'inspector-value';
        labels.append(label);
        items.set(mark.id, { mark, sprite, look: { condition: 'noFeed', text: '', weight: 0 }, label, width: 0 });
        points.set([...foot.toArray(), ...sprite.position.toArray()], i * 6);
        dress(mark.id);
      });
      lines.geometry.dispose();
      lines.geometry = new BufferGeometry();
      lines.geometry.setAttribute('position', new BufferAttribute(points, 3).setUsage(DynamicDrawUsage));
    },
    look(id, look) {
      const item = items.get(id);
      if (!item) return;
      item.look = look;
      dress(id);
    },
    select(id) {
      const before = selected;
      selected = id;
      if (before) dress(before);
      if (id) dress(id);
    },
    setTheme(next) {
      palette = next;
      for (const made of textures.values()) made.dispose();
      textures.clear();
      lineMaterial.color.set(next.ui.text2);
      for (const id of items.keys()) dress(id);
    },
    clip(planes) { lineMaterial.clippingPlanes = planes.length > 0 ? [...planes] : null; lineMaterial.needsUpdate = true; },
    layout(camera, model, width, height) {
      const unit = (2 * Math.tan((camera.fov * Math.PI) / 360)) / height, point = new Vector3(), boxes: LabelBox[] = [];
      for (const [id, { sprite, look, label }] of items) {
        // The picture has a margin around the sign, hence the factor.
        const side = GLYPH_PIXELS * levelShapes[look.condition].scale * 1.39 * (id === selected ? 1.25 : 1);
        sprite.scale.setScalar(side * unit);
        sprite.visible = !model.isCut(sprite.userData['foot'] as Vector3);
        if (!sprite.visible) continue;
        point.copy(sprite.position).project(camera);
        if (point.z > 1 || !look.text) continue;
        const item = items.get(id)!;
        if (item.width === 0) item.width = label.offsetWidth || look.text.length * 8;
        boxes.push({ id, x: ((point.x + 1) / 2) * width + side / 2, y: ((1 - point.y) / 2) * height - 11, width: item.width, height: 22, weight: look.weight + (id === selected ? 100 : 0) });
      }
      const shown = placeLabels(boxes, width, height), places = new Map(boxes.map((box) => [box.id, box]));
      for (const [id, { label }] of items) {
        const box = places.get(id), on = box !== undefined && shown.has(id);
        label.style.visibility = on ? 'visible' : 'hidden';
        if (on) label.style.transform = `translate(${Math.round(box.x)}px, ${Math.round(box.y)}px)`;
      }
    },
    dispose() {
      clear();
      for (const made of textures.values()) made.dispose();
      lines.geometry.dispose();
      lineMaterial.dispose();
    },
  };
}
