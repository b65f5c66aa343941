/** Which OSM elements are features, and which closed ways are areas (OSM wiki, "Key:area" and the id-area-keys list). */

export type OsmTags = Readonly<Record<string, string>>;

/** Keys that say something about the mapping, not about the thing. */
const ADMINISTRATIVE_KEYS = new Set(['source', 'created_by', 'note', 'fixme', 'FIXME', 'attribution', 'comment', 'type', 'import', 'odbl']);
const AREA_KEYS = ['building', 'building:part', 'landuse', 'leisure', 'amenity', 'shop', 'tourism', 'water', 'place', 'area:highway', 'historic', 'office', 'public_transport', 'military', 'parking'];
const LINEAR_VALUES: Readonly<Record<string, ReadonlySet<string>>> = {
  natural: new Set(['coastline', 'tree_row', 'cliff', 'ridge', 'arete']),
  leisure: new Set(['track', 'slipway']),
  man_made: new Set(['cutline', 'embankment', 'pipeline', 'breakwater', 'groyne']),
};
/** Routes drawn as metro lines; other routes repeat the roads they run on. */
const DRAWN_ROUTES = new Set(['subway', 'light_rail', 'monorail']);

export const isFeatureTags = (tags: OsmTags | undefined): tags is OsmTags =>
  tags !== undefined && Object.keys(tags).some((key) => !ADMINISTRATIVE_KEYS.has(key) && !key.startsWith('source:') && !key.startsWith('tiger:'));

export const isRouteToDraw = (tags: OsmTags): boolean => tags['type'] === 'route' && DRAWN_ROUTES.has(tags['route'] ?? '');

export function isAreaWay(tags: OsmTags): boolean {
  if (tags['area'] === 'yes') return true;
  if (tags['area'] === 'no') return false;
  if (tags['highway'] !== undefined || tags['barrier'] !== undefined || tags['railway'] === 'rail') return tags['building'] !== undefined;
  for (const [key, linear] of Object.entries(LINEAR_VALUES)) if (tags[key] !== undefined) return !linear.has(tags[key]);
  if (tags['waterway'] === 'riverbank' || tags['waterway'] === 'dock') return true;
  return AREA_KEYS.some((key) => tags[key] !== undefined && tags[key] !== 'no');
}
