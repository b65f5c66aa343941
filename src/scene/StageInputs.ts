/** What the stage is given once, and what it tells back. Plain values: the Vue component translates stores into these calls. */
import type { Figure } from '../domain/figure';
import type { Kind } from '../domain/kind';
import type { ObjectId } from '../domain/ids';
import type { View } from '../domain/view';
import type { CityStore } from '../state/city/CityStore';
import type { Language, Theme } from '../state/stores/preferences';
import type { CityClient, OpenedPack } from './cityClient';
import type { Stage } from './stage';

export interface StageInputs {
  readonly container: HTMLElement;
  readonly overlay: HTMLCanvasElement;
  readonly client: CityClient;
  readonly store: CityStore;
  /** The base pack first, then overlays. */
  readonly packs: readonly OpenedPack[];
  readonly theme: Theme;
  readonly language: Language;
  readonly reducedMotion: boolean;
  readonly hidden: ReadonlySet<Kind>;
  readonly startView: View;
  readonly events: StageEvents;
}

export interface StageEvents {
  settled(view: View): void;
  opened(id: ObjectId): void;
  closed(): void;
  hovered(id: ObjectId | null): void;
  /** A corner was set while drawing an area, degrees; or the drawing was ended. */
  drawn(lon: number, lat: number): void;
  drawingDone(): void;
  /** A person touched the stage. */
  touched(): void;
  /** Drawing stopped; the page decides what to say. */
  failed(error: Error): void;
  /** The browser took the graphics context away. */
  lost(): void;
}

/** The stage as its own component drives it; other folders see only `Stage`. */
export interface DrivenStage extends Stage {
  setTheme(theme: Theme): void;
  setLanguage(language: Language): void;
  setReducedMotion(reduced: boolean): void;
  setHidden(hidden: ReadonlySet<Kind>): void;
  /** Whether the figures of preplans, warnings and tasks are drawn; the area being drawn always is. */
  setFigures(shown: boolean): void;
  /** Whether rivers show their surface-water classes; an open reach shows those of all. */
  setWaterClasses(shown: boolean): void;
  select(id: ObjectId | null, fly: boolean): Promise<void>;
  hover(id: ObjectId | null): void;
  /** What the cockpit draws itself: the way of the open mover, roads under water. */
  setOwnFigures(own: readonly Figure[]): void;
  /** The area being drawn, or drawn; `drawing` turns clicks into corners. */
  setSketch(sketch: SketchShape): void;
}
/** Flat lon, lat pairs in degrees of the area's ring. */
export interface SketchShape { readonly ring: readonly number[]; readonly drawing: boolean; readonly labelZh: string; readonly labelEn: string }
