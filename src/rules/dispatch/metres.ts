/** Short distances on the ground: an equirectangular plane at the place itself, good to 0.1 % within a city. Degrees WGS 84 in, metres out. */
const METRES_PER_DEGREE = 111_195;
export const eastMetres = (degrees: number, lat: number): number => degrees * METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
export const northMetres = (degrees: number): number => degrees * METRES_PER_DEGREE;
export const distanceMetres = (aLon: number, aLat: number, bLon: number, bLat: number): number =>
  // several times faster than Math.hypot, whose guard against overflow no distance on Earth needs
  Math.sqrt(eastMetres(bLon - aLon, (aLat + bLat) / 2) ** 2 + northMetres(bLat - aLat) ** 2);
