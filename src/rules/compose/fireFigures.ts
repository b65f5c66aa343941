/**
 * What a fire draws on the map as long as its case is open: the cone downwind of it, the nearest place to take water, and the way of the
 * crew on duty that is nearest by path. The cone follows the nearest wind reading (`windDirection`: degrees where the wind comes from; `windSpeed`: m/s).
 * Water points and crews are objects with the attribute `waterPoint` or `crew`. Schematic: a fixed spread, no fire model.
 */
import type { Case } from '../../domain/case';
import type { Figure } from '../../domain/figure';
import { toObjectId } from '../../domain/ids';
import { distanceMetres } from '../dispatch/metres';
import { wayFinderOf } from '../dispatch/wayFinder';
import type { Composition } from './context';

export interface FireFigures {
  /** Streams that carry wind. */
  readonly watched: Uint8Array;
  observe(stream: number, value: number, at: number): void;
  onCase(item: Case, before: Case | null, at: number): void;
  figures(): readonly Figure[];
  forget(time: number): void;
}
const FIRE_RULES: ReadonlySet<string> = new Set(['forest-fire', 'smoke-fire']);
/** A wind reading counts up to this age, ms. */
const FRESH_MS = 2 * 3_600_000;
/** Opening of the cone, degrees. */
const SPREAD = 40;
/** Length of the cone: so many metres for every m/s, and its least and greatest. */
const REACH = { perMetreSecond: 120, least: 150, most: 1200 } as const;

interface Wind { from: number | null; speed: number | null; at: number }
type Sketch = Omit<Figure, 'id' | 'from' | 'until'>;

export function createFireFigures({ desk, later }: Pick<Composition, 'desk' | 'later'>, onDuty: (object: number) => boolean): FireFigures {
  const { city } = desk;
  const nearestByPath = wayFinderOf(city);
  const [direction, speed] = [city.propertyKeys.indexOf('windDirection'), city.propertyKeys.indexOf('windSpeed')];
  const watched = new Uint8Array(city.streamObject.length);
  for (let stream = 0; stream < watched.length; stream++) watched[stream] = Number(direction >= 0 && (city.streamProperty[stream] === direction || city.streamProperty[stream] === speed));
  const winds = new Map<number, Wind>();
  const fires = new Map<string, Case>();
  const figures = new Map<string, Figure>();

  function nearest(fire: Case, objects: Iterable<number>): { readonly object: number; readonly metres: number } | null {
    let best: { object: number; metres: number } | null = null;
    for (const object of objects) {
      const metres = distanceMetres(fire.lon, fire.lat, city.lon[object] ?? 0, city.lat[object] ?? 0);
      if (!best || metres < best.metres) best = { object, metres };
    }
    return best;
  }
  const having = (kind: string, name: string): number[] => city.kinds.flatMap((own, object) => (own === kind && city.attribute(object, name) !== null ? [object] : []));
  const draw = (fire: Case, key: string, sketch: Sketch, at: number): void => {
    const id = `fire-${fire.id}-${key}`;
    const before = figures.get(id);
    if (before && before.bearing === sketch.bearing && before.radiusMetres === sketch.radiusMetres) return;
    const figure: Figure = { ...sketch, id, caseId: fire.id, from: before?.from ?? at, until: null };
    figures.set(id, figure);
    desk.emit({ type: 'figure', at, figure });
  };
  const NONE = { radiusMetres: null, bearing: null, spread: null, arrows: false } as const;

  function drawCone(fire: Case, at: number): void {
    const fresh = [...winds].filter(([, wind]) => wind.from !== null && at - wind.at <= FRESH_MS).map(([object]) => object);
    const station = nearest(fire, fresh);
    const wind = station ? winds.get(station.object) : undefined;
    if (!station || !wind || wind.from === null) return;
    const metresPerSecond = wind.speed ?? 0;
    const words = wind.speed === null ? '' : ` ${metresPerSecond.toFixed(1)} m/s`;
    draw(fire, 'wind', {
      ...NONE, shape: 'cone', tone: 'I', coordinates: [fire.lon, fire.lat], spread: SPREAD, bearing: (wind.from + 180) % 360,
      radiusMetres: Math.round(Math.min(REACH.most, Math.max(REACH.least, metresPerSecond * REACH.perMetreSecond))),
      labelZh: `下风向（示意）${words}，${city.namesZh[station.object] ?? ''}`, labelEn: `Downwind (schematic)${words}, ${city.namesEn[station.object] ?? ''}`, objectId: fire.objectId,
    }, at);
  }
  function drawHelp(fire: Case, at: number): void {
    const water = nearest(fire, having('waterLevelGauge', 'waterPoint'));
    if (water) {
      const metres = Math.round(water.metres);
      draw(fire, 'water', {
        ...NONE, shape: 'point', tone: 'safe', coordinates: [city.lon[water.object] ?? 0, city.lat[water.object] ?? 0], objectId: toObjectId(city.ids[water.object] ?? ''),
        labelZh: `最近取水点：${String(city.attribute(water.object, 'waterPoint'))}，直线 ${metres} m`, labelEn: `Nearest water point, by ${city.namesEn[water.object] ?? ''}, ${metres} m in a straight line`,
      }, at);
    }
    const crews = having('vehicle', 'crew').filter(onDuty), way = nearestByPath(fire, crews), crew = way && crews[way.candidate];
    if (way && crew !== undefined && crew !== null) {
      const metres = Math.round(way.metres);
      draw(fire, 'crew', {
        ...NONE, shape: 'line', tone: 'route', coordinates: way.route, arrows: true, objectId: toObjectId(city.ids[crew] ?? ''),
        labelZh: `最近力量：${city.namesZh[crew] ?? ''}，${way.straight ? '直线' : '路径'} ${metres} m`, labelEn: `Nearest crew: ${city.namesEn[crew] ?? ''}, ${metres} m ${way.straight ? 'in a straight line' : 'by path'}`,
      }, at);
    }
  }

  return {
    watched,
    observe(stream, value, at) {
      const object = city.streamObject[stream] ?? 0;
      const wind = winds.get(object) ?? { from: null, speed: null, at };
      if (city.streamProperty[stream] === direction) { wind.from = ((value % 360) + 360) % 360; wind.at = at; }
      else wind.speed = value;
      winds.set(object, wind);
      for (const fire of fires.values()) drawCone(fire, at);
    },
    onCase(item, _before, at) {
      if (!FIRE_RULES.has(item.ruleId ?? '')) return;
      if (item.open && item.duplicateOf === null) {
        const isNew = !fires.has(item.id);
        fires.set(item.id, item);
        if (isNew) later(() => { drawCone(item, at); drawHelp(item, at); });
        return;
      }
      if (!fires.delete(item.id)) return;
      for (const [id, figure] of figures) if (figure.until === null && id.startsWith(`fire-${item.id}-`)) {
        const ended = { ...figure, until: at };
        figures.set(id, ended);
        desk.emit({ type: 'figure', at, figure: ended });
      }
    },
    figures: () => [...figures.values()].filter((figure) => figure.until === null),
    forget(time) { for (const [id, figure] of figures) if (figure.until !== null && figure.until < time) figures.delete(id); },
  };
}
