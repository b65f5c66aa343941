/** The tours of a city: authored as JSON beside this file, or made from its home view when nobody has written any. */
import type { View } from '../domain/view';
import type { Tour, TourBook, TourStop } from '../state/stores/tourStop';
import yuzhong from './tours/yuzhong.json';

const authored: Readonly<Record<string, TourBook>> = { yuzhong: yuzhong as unknown as TourBook };

/** Steps of the generic round about a city's home view, degrees of heading. */
const ORBIT_HEADINGS: readonly number[] = [0, 72, 144, 216, 288];

function orbit(home: View): Tour {
  const stops = ORBIT_HEADINGS.map((turn, at): TourStop => ({
    id: `orbit-${at}`, lon: home.lon, lat: home.lat, range: home.range * (at % 2 === 0 ? 1 : 0.55), heading: (home.heading + turn) % 360, pitch: at % 2 === 0 ? home.pitch : -30,
    captionZh: at === 0 ? '整座城市，每一栋建筑都可以打开。' : '换一个方向看这座城市。',
    captionEn: at === 0 ? 'The whole city; every building can be opened.' : 'The city from another side.',
    dwellSeconds: 13,
  }));
  return { id: 'orbit', nameZh: '环城一周', nameEn: 'Around the city', introZh: '从五个方向看全城', introEn: 'The city from five sides', stops };
}

export function toTourBook(city: string, home: View | null): TourBook {
  const found = Object.hasOwn(authored, city) ? authored[city] : undefined;
  if (found) return found;
  const round = orbit(home ?? { lon: 0, lat: 0, range: 8000, heading: 0, pitch: -45 });
  return { city, attract: round, wall: round, stories: [round] };
}
