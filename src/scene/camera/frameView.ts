/** Which view shows an object well: range by its size, else by what its kind usually needs (drill-down table of the design notes). */
import type { Kind } from '../../domain/kind';
import type { View } from '../../domain/view';
import type { PackManifest } from '../../../tiles/format';

/** Metres of range for objects without an extent. */
const rangeByKind: Partial<Record<Kind, number>> = {
  district: 9000, riverReach: 5200, water: 3500, bridge: 1300, tunnel: 900, metroLine: 6000, metroStation: 420, landmark: 620, road: 1200, green: 900,
  slope: 420, gridCell: 900, parkingLot: 320, vehicle: 260, uav: 320,
};
const rangeOfThing = 280;
const pitchOfObject = -27;
/** Small things stand between towers: looked at from higher up, so that no wall is in the way. */
const pitchOfThing = -48;

export interface Extent { readonly west: number; readonly south: number; readonly east: number; readonly north: number; readonly heightMetres: number }

export function toObjectView(kind: Kind, lon: number, lat: number, extent: Extent | null, current: View, home: PackManifest['home']): View {
  const heading = Number.isFinite(current.heading) ? current.heading : home.heading;
  if (extent === null) return { lon, lat, range: rangeByKind[kind] ?? rangeOfThing, heading, pitch: rangeByKind[kind] === undefined ? pitchOfThing : (rangeByKind[kind] ?? 0) > 3000 ? -45 : pitchOfObject };
  const middle = { lon: (extent.west + extent.east) / 2, lat: (extent.south + extent.north) / 2 };
  const wide = (extent.east - extent.west) * 111_320 * Math.cos((middle.lat * Math.PI) / 180);
  const deep = (extent.north - extent.south) * 110_574;
  const size = Math.hypot(wide, deep, extent.heightMetres * 1.25);
  const range = Math.min(Math.max(170, size * 2.1), rangeByKind[kind] !== undefined ? Math.max(rangeByKind[kind] ?? 0, size * 1.3) : 4000);
  return { ...middle, range, heading, pitch: range > 3000 ? -42 : pitchOfObject };
}
