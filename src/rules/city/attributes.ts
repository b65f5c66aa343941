/** Attributes of objects from `objects.json`: by id before by name before by kind. Looked up once per object and name, then remembered. */
import type { FigureSketch } from '../engineCity';
import type { Attributes, ObjectsFile } from './objectsFile';

export interface Named { readonly ids: readonly string[]; readonly kinds: readonly string[]; readonly namesZh: readonly string[]; readonly namesEn: readonly string[] }

export function createAttributes(named: Named, file: ObjectsFile): (object: number, name: string) => string | number | null {
  const cache = new Map<number, Attributes>();
  const all = (object: number): Attributes => {
    const known = cache.get(object);
    if (known) return known;
    const id = named.ids[object] ?? '', kind = named.kinds[object] ?? '';
    const text = `${id}\n${named.namesZh[object] ?? ''}\n${named.namesEn[object] ?? ''}`;
    let found: Attributes = file.kinds[kind] ?? {};
    // later ones win below, so the first match of the file is laid on last
    for (const match of [...file.matches].reverse()) if (match.kind === kind && text.includes(match.text)) found = { ...found, ...match.set };
    for (const rule of file.fromNames) {
      const end = rule.kind === kind ? (named.namesZh[object] ?? '').indexOf(rule.before) : -1;
      if (end > 0) found = { ...found, [rule.attribute]: (named.namesZh[object] ?? '').slice(0, end) };
    }
    const code = found['componentCode'], serial = /\d{1,6}$/.exec(id)?.[0];
    if (file.componentIds && code !== undefined && serial !== undefined) found = { ...found, componentId: `${file.componentIds.district}${code}${serial.padStart(6, '0')}` };
    const own = file.objects[id];
    if (own) found = { ...found, ...own };
    cache.set(object, found);
    return found;
  };
  return (object, name) => all(object)[name] ?? null;
}

export function createFigures(named: Named, file: ObjectsFile): (object: number) => readonly FigureSketch[] {
  const byId = new Map<string, FigureSketch[]>();
  for (const item of file.figures) {
    const sketch: FigureSketch = {
      key: item.key, shape: item.shape, tone: item.tone ?? null, coordinates: item.coordinates, radiusMetres: item.radiusMetres ?? null, bearing: item.bearing ?? null,
      spread: item.spread ?? null, arrows: item.arrows ?? false, labelZh: item.zh, labelEn: item.en,
    };
    byId.set(item.objectId, [...(byId.get(item.objectId) ?? []), sketch]);
  }
  return (object) => byId.get(named.ids[object] ?? '') ?? [];
}
