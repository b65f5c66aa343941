/** The narrow handle on the globe. Nothing outside `scene` sees an engine object. */
import type { ObjectId } from '../domain/ids';
import type { View } from '../domain/view';
import type { PickHit } from '../workers/protocol';

export interface Stage {
  flyTo(view: View, options?: { readonly durationMs?: number }): Promise<void>;
  /** Frames an object by its kind and size, in the part of the canvas that panels leave free. */
  frameObject(id: ObjectId): Promise<void>;
  currentView(): View;
  pick(x: number, y: number): Promise<PickHit | null>;
  /** Free rectangle of the canvas in CSS pixels; the subject is centred there. */
  setInsets(insets: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }): void;
  /** Turns slowly around what is looked at; 0 stops. Any touch of the stage stops it too. */
  orbit(degreesPerSecond: number): void;
  /** Text over the 3D is drawn this much larger (viewing factor of the installation). */
  setTextScale(scale: number): void;
  /** Where an object stands on the canvas, CSS pixels; null when it is not in front of the camera. */
  screenPosition(id: ObjectId): Promise<{ readonly x: number; readonly y: number } | null>;
  /** How the moving parts of an object are drawn now: degrees its cover is open (180 = off), fan and dark lamp 0 … 255; null for an unknown id. */
  pose(id: ObjectId): { readonly tilt: number; readonly turn: number; readonly dark: number } | null;
  /** Resolves when everything in view is drawn. */
  whenComplete(): Promise<void>;
  stats(): Readonly<Record<string, number>>;
  dispose(): void;
}
