/**
 * Where an alert of another system meets this city. Its polygons, circles or geocodes must touch the district; it then stands on one object:
 * of those inside its area the one nearest its middle, or nearest the middle of the district when its own middle lies elsewhere. Moving
 * objects are never chosen. In a city without subdistricts the surroundings of its objects are the district. Degrees WGS 84.
 */
import type { CapArea, CapValue } from '../cap/capTypes';
import { contains } from '../city/areaIndex';
import { distanceMetres } from '../dispatch/metres';
import type { EngineCity } from '../engineCity';

type Point = readonly [lon: number, lat: number];
type Shape = { readonly middle: Point; readonly edge: readonly Point[]; holds(lon: number, lat: number): boolean };

/** Steps along an edge and around a circle at which a border without an object inside is looked at. */
const STEPS = 32;
const AROUND_OBJECT = 500;
const METRES_PER_DEGREE = 111_320;
/** Codes of other countries' schemes, which also have six digits. */
const FOREIGN = /^(SAME|FIPS6?|UGC|CLC|EMMA_?ID|NUTS\d?)$/i;
const CHINA = '100000';

/** A code names a district when it is the district's own, of something above it (province, city, the country) or of a part of it. */
export function namesDistrict(geocode: CapValue, districtCode: string | undefined): boolean {
  const code = geocode.value.trim();
  if (districtCode === undefined || FOREIGN.test(geocode.name) || !/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/.test(code)) return false;
  if (code === CHINA) return true;
  const stem = code.replace(/(?:00)+$/, '').replace(/(?<=^\d{6})000$/, '');
  return stem.length >= 2 && (districtCode.startsWith(stem) || stem.startsWith(districtCode));
}

function shapesOf(areas: readonly CapArea[]): Shape[] {
  return areas.flatMap((area): Shape[] => [
    ...area.circles.map(({ lon, lat, radiusMetres }): Shape => ({
      middle: [lon, lat], holds: (x, y) => distanceMetres(lon, lat, x, y) <= radiusMetres,
      edge: Array.from({ length: STEPS }, (_, k): Point => {
        const angle = (k / STEPS) * 2 * Math.PI;
        return [lon + (Math.sin(angle) * radiusMetres) / (METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180)), lat + (Math.cos(angle) * radiusMetres) / METRES_PER_DEGREE];
      }),
    })),
    ...area.polygons.map((ring): Shape => {
      const flat = [Float64Array.from(ring.flat())];
      const lons = ring.map(([lon]) => lon), lats = ring.map(([, lat]) => lat);
      const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)];
      const steps = Math.max(1, Math.round(STEPS * 8 / ring.length));
      return {
        middle: [lons.reduce((sum, lon) => sum + lon, 0) / ring.length, lats.reduce((sum, lat) => sum + lat, 0) / ring.length],
        holds: (lon, lat) => lon >= west && lon <= east && lat >= south && lat <= north && contains(flat, lon, lat),
        edge: ring.flatMap(([lon, lat], k) => { const [nextLon, nextLat] = ring[k + 1] ?? [lon, lat]; return Array.from({ length: steps }, (_, n): Point => [lon + ((nextLon - lon) * n) / steps, lat + ((nextLat - lat) * n) / steps]); }),
      };
    }),
  ]);
}

export interface AlertPlaces {
  /** Object that an alert with these areas stands on; −1 when they touch nothing of the district. */
  objectFor(areas: readonly CapArea[]): number;
}

export function createAlertPlaces(city: EngineCity, districtCode: string | undefined): AlertPlaces {
  const fixed: number[] = [];
  let known: { readonly objects: readonly number[]; readonly middle: Point; readonly hasStreets: boolean } | null = null;
  /** Worked out with the first alert: most cities never receive one. */
  function district(): NonNullable<typeof known> {
    if (known) return known;
    for (let object = 0; object < city.ids.length; object++) if (city.kinds[object] !== 'worker' && city.kinds[object] !== 'vehicle' && (city.lon[object] !== 0 || city.lat[object] !== 0)) fixed.push(object);
    const inside = fixed.filter((object) => city.streetAt(city.lon[object] ?? 0, city.lat[object] ?? 0) !== null);
    const objects = inside.length > 0 ? inside : fixed;
    const mean = (column: Float64Array): number => objects.reduce((sum, object) => sum + (column[object] ?? 0), 0) / (objects.length || 1);
    known = { objects, middle: [mean(city.lon), mean(city.lat)], hasStreets: inside.length > 0 };
    return known;
  }
  function nearest([lon, lat]: Point, holds: (lon: number, lat: number) => boolean = () => true): number {
    let best = -1, least = Infinity;
    for (const object of district().objects) {
      const x = city.lon[object] ?? 0, y = city.lat[object] ?? 0;
      const metres = distanceMetres(lon, lat, x, y);
      if (metres < least && holds(x, y)) { least = metres; best = object; }
    }
    return best;
  }
  function isInside([lon, lat]: Point): boolean {
    if (district().hasStreets) return city.streetAt(lon, lat) !== null;
    const object = nearest([lon, lat]);
    return object >= 0 && distanceMetres(lon, lat, city.lon[object] ?? 0, city.lat[object] ?? 0) <= AROUND_OBJECT;
  }
  return {
    objectFor(areas) {
      const shapes = shapesOf(areas);
      for (const shape of shapes) {
        const found = nearest(isInside(shape.middle) ? shape.middle : district().middle, shape.holds);
        if (found >= 0) return found;
      }
      for (const shape of shapes) {
        const point = [shape.middle, ...shape.edge].find((place) => isInside(place) && (place !== shape.middle || shape.holds(...place)));
        if (point) return nearest(point);
      }
      return areas.some((area) => area.geocodes.some((geocode) => namesDistrict(geocode, districtCode))) ? nearest(district().middle) : -1;
    },
  };
}
