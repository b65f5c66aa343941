/**
 * Turns coordinates of any reference system into WGS 84 degrees. Names: EPSG codes, proj strings, OGC URNs, and the two
 * shifted systems of Chinese map services. EPSG codes come from families that are pure arithmetic, plus a short list.
 */
import proj4 from 'proj4';
import { BuildFailure } from '../BuildFailure';
import { fromBd09, fromGcj02 } from './fromGcj02';

/** [x, y] of the source to [lon, lat]. */
export type Projection = (x: number, y: number) => readonly [number, number];

const GRS80 = '+ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs';

/** Definitions as in the EPSG data set, for systems that city data often comes in. */
const DEFINITIONS: Readonly<Record<number, string>> = {
  2056: '+proj=somerc +lat_0=46.9524055555556 +lon_0=7.43958333333333 +k_0=1 +x_0=2600000 +y_0=1200000 +ellps=bessel +towgs84=674.374,15.056,405.346,0,0,0,0 +units=m +no_defs',
  2154: `+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 ${GRS80}`,
  2326: '+proj=tmerc +lat_0=22.3121333333333 +lon_0=114.178555555556 +k=1 +x_0=836694.05 +y_0=819069.8 +ellps=intl +towgs84=-162.619,-276.959,-161.764,0.067753,-2.24365,-1.15883,-1.09425 +units=m +no_defs',
  3035: `+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 ${GRS80}`,
  3414: '+proj=tmerc +lat_0=1.36666666666667 +lon_0=103.833333333333 +k=1 +x_0=28001.642 +y_0=38744.572 +ellps=WGS84 +units=m +no_defs',
  3826: `+proj=tmerc +lat_0=0 +lon_0=121 +k=0.9999 +x_0=250000 +y_0=0 ${GRS80}`,
  5179: `+proj=tmerc +lat_0=38 +lon_0=127.5 +k=0.9996 +x_0=1000000 +y_0=2000000 ${GRS80}`,
  5186: `+proj=tmerc +lat_0=38 +lon_0=127 +k=1 +x_0=200000 +y_0=600000 ${GRS80}`,
  27700: '+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy +towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +units=m +no_defs',
  28992: '+proj=sterea +lat_0=52.1561605555556 +lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 +y_0=463000 +ellps=bessel +towgs84=565.2369,50.0087,465.658,-0.406857330322398,0.350732676542563,-1.8703473836068,4.0812 +units=m +no_defs',
  31370: '+proj=lcc +lat_0=90 +lon_0=4.36748666666667 +lat_1=51.1666672333333 +lat_2=49.8333339 +x_0=150000.013 +y_0=5400088.438 +ellps=intl +towgs84=-106.8686,52.2978,-103.7239,0.3366,-0.457,1.8422,-1.2747 +units=m +no_defs',
};
/** Geographic systems that agree with WGS 84 within a metre, longitude first. */
const GEOGRAPHIC: ReadonlySet<number> = new Set([4326, 4258, 4269, 4490, 6668, 4979, 84]);
/** Origins of the nineteen Japanese plane zones, degrees (Geospatial Information Authority of Japan). */
const JAPAN: readonly (readonly [number, number])[] = [
  [33, 129.5], [33, 131], [36, 132.166666666667], [33, 133.5], [36, 134.333333333333], [36, 136], [36, 137.166666666667], [36, 138.5],
  [36, 139.833333333333], [40, 140.833333333333], [44, 140.25], [44, 142.25], [44, 144.25], [26, 142], [26, 127.5], [26, 124], [26, 131], [20, 136], [26, 154],
];

const utm = (zone: number, south: boolean, ellipsoid: string): string => `+proj=utm +zone=${zone}${south ? ' +south' : ''} ${ellipsoid}`;

function defineEpsg(code: number): string | null {
  if (DEFINITIONS[code]) return DEFINITIONS[code];
  if (code === 3857 || code === 900913) return 'EPSG:3857';
  if (code === 7415) return defineEpsg(28992);
  if (code > 32600 && code <= 32660) return utm(code - 32600, false, '+datum=WGS84 +units=m +no_defs');
  if (code > 32700 && code <= 32760) return utm(code - 32700, true, '+datum=WGS84 +units=m +no_defs');
  if (code >= 25828 && code <= 25838) return utm(code - 25800, false, GRS80);
  if (code >= 26901 && code <= 26923) return utm(code - 26900, false, GRS80);
  const japan = JAPAN[code >= 6669 && code <= 6687 ? code - 6669 : code >= 2443 && code <= 2461 ? code - 2443 : -1];
  if (japan) return `+proj=tmerc +lat_0=${japan[0]} +lon_0=${japan[1]} +k=0.9999 +x_0=0 +y_0=0 ${GRS80}`;
  return defineCgcs2000(code);
}

/** CGCS2000 / Gauss-Kruger: 6° zones with and without prefix, 3° zones with and without prefix. */
function defineCgcs2000(code: number): string | null {
  const tmerc = (lon: number, x: number): string => `+proj=tmerc +lat_0=0 +lon_0=${lon} +k=1 +x_0=${x} +y_0=0 ${GRS80}`;
  if (code >= 4491 && code <= 4501) return tmerc(75 + 6 * (code - 4491), (13 + code - 4491) * 1e6 + 500000);
  if (code >= 4502 && code <= 4512) return tmerc(75 + 6 * (code - 4502), 500000);
  if (code >= 4513 && code <= 4533) return tmerc(75 + 3 * (code - 4513), (25 + code - 4513) * 1e6 + 500000);
  if (code >= 4534 && code <= 4554) return tmerc(75 + 3 * (code - 4534), 500000);
  return null;
}

/** null = already WGS 84 degrees. Throws a plain sentence for a name it does not know. */
export function createProjection(name: string): Projection | null {
  const text = name.trim();
  if (/gcj-?0?2/i.test(text)) return fromGcj02;
  if (/bd-?0?9/i.test(text)) return fromBd09;
  if (/CRS:?84$/i.test(text) || /^wgs-?84$/i.test(text)) return null;
  const code = Number(/(?:^|EPSG:{1,2}|EPSG:[\d.]*:|epsg\/0\/)(\d{2,6})$/i.exec(text)?.[1] ?? NaN);
  if (GEOGRAPHIC.has(code)) return null;
  const definition = text.startsWith('+proj') ? text : Number.isNaN(code) ? null : defineEpsg(code);
  if (definition === null) {
    throw new BuildFailure(`The reference system "${name}" is not known here; give its proj string instead, for example --crs "+proj=utm +zone=48 +datum=WGS84".`);
  }
  try {
    const converter = proj4(definition, 'EPSG:4326');
    return (x, y) => {
      const [lon, lat] = converter.forward([x, y]);
      return [lon as number, lat as number];
    };
  } catch (error) {
    throw new BuildFailure(`The reference system "${name}" cannot be used: ${String((error as Error).message ?? error)}.`);
  }
}
