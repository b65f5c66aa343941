/** The demo city's facts about objects: well formed, about objects that exist, found in the right order. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import file from '../../../public/rules/yuzhong/objects.json';
import { createAttributes, createFigures } from './attributes';
import { checkObjectsFile } from './checkObjectsFile';
import { createAreaIndex } from './areaIndex';
import { checkPeopleFile, PERSONAL_ATTRIBUTES, withPeople } from './peopleFile';
import type { PackAreas } from './packFiles';

const outcome = checkObjectsFile(file);
if (!outcome.ok) throw new Error(outcome.problems.map(({ place, reason }) => `${place}: ${reason}`).join('\n'));
const { objects } = outcome;
const pack = fileURLToPath(new URL('../../../public/packs/yuzhong/', import.meta.url));
const read = <T>(name: string): T => JSON.parse(readFileSync(pack + name, 'utf8')) as T;

test('the own line counts before the match before the kind', () => {
  const named = { ids: ['NM-004', 'NM-x', 'MH-1', 'MH-2', 'LP-1'], kinds: ['noiseMonitor', 'noiseMonitor', 'manhole', 'manhole', 'streetLamp'], namesZh: ['', '', '民生路雨水井盖3号', '未知井盖', '长江一路路灯11号'], namesEn: ['', '', '', '', ''] };
  const attribute = createAttributes(named, { ...objects, objects: { 'NM-004': { noiseClass: '4a' } } });
  expect([0, 1].map((k) => attribute(k, 'noiseClass'))).toEqual(['4a', '2']);
  expect([2, 3].map((k) => attribute(k, 'componentCode'))).toEqual(['0103', '0102']);
  expect(attribute(4, 'circuit')).toBe('长江一路');
  expect(attribute(4, 'nothing')).toBeNull();
});
test('a broken file is named with its place', () => {
  expect(checkObjectsFile({ ...file, figures: [{ objectId: 'SL-001', key: 'a', shape: 'blob', coordinates: [1, 2], zh: 'x', en: 'x' }] })).toMatchObject({ ok: false, problems: [{ file: 'objects.json', place: 'figures.0.shape' }] });
});
test('nothing that a browser can fetch names a person, a telephone number or a plate', () => {
  const folder = fileURLToPath(new URL('../../../public/', import.meta.url));
  const personal = new RegExp(`"(${PERSONAL_ATTRIBUTES.join('|')})"`);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json') && !name.startsWith('cesium'));
  expect(files).toContain(join('rules', 'yuzhong', 'objects.json'));
  expect(files.filter((name) => personal.test(readFileSync(join(folder, name), 'utf8')))).toEqual([]);
  expect(checkObjectsFile({ ...file, objects: { 'WK-1': { plate: '渝A·1**23' } } })).toMatchObject({ ok: false, problems: [{ place: 'objects.WK-1' }] });
});
test('names come from a file of their own and are laid on the facts', () => {
  const people = checkPeopleFile({ about: 'a', version: '1', objects: { 'WK-1': { personMasked: '王*强' }, 'SL-001': { phoneMasked: '138****0001' } } });
  if (typeof people === 'string') throw new Error(people);
  const merged = withPeople(objects, people);
  expect(merged?.objects['WK-1']).toEqual({ personMasked: '王*强' });
  expect(merged?.objects['SL-001']).toEqual({ ...objects.objects['SL-001'], phoneMasked: '138****0001' });
  expect([withPeople(objects, null), withPeople(null, null)]).toEqual([objects, null]);
  expect(checkPeopleFile({ about: 'a', version: '1', objects: { 'WK-1': { personMasked: 7 } } })).toMatch(/^objects\.WK-1\.personMasked: /);
});
test('every slope has its threatened area, way out and assembly point', () => {
  const ids = Object.keys(objects.objects).filter((id) => id.startsWith('SL-'));
  const figures = createFigures({ ids, kinds: ids, namesZh: ids, namesEn: ids }, objects);
  expect(ids).toHaveLength(52);
  ids.forEach((_, k) => expect(figures(k).map((figure) => figure.key)).toEqual(['threatened', 'evacuation', 'assembly']));
});
describe.skipIf(!existsSync(`${pack}areas.json`))('with the pack', () => {
  test('all ids exist', () => {
    const known = new Set([...read<{ ids: string[] }>('things.json').ids, ...read<{ id: string }[]>('structures.json').map((item) => item.id)]);
    expect([...Object.keys(objects.objects), ...objects.figures.map((figure) => figure.objectId)].filter((id) => !known.has(id))).toEqual([]);
  });
  test('places have their subdistrict and grid cell, the river has none', () => {
    const areas = read<PackAreas>('areas.json');
    expect([areas.streets.length, areas.cells.length]).toEqual([11, 545]);
    const streetAt = createAreaIndex(areas.streets);
    expect([streetAt(106.5734, 29.5601)?.zh, streetAt(106.53345, 29.556)?.zh, streetAt(106.6, 29.6)]).toEqual(['解放碑街道', '上清寺街道', null]);
    expect(createAreaIndex(areas.cells)(106.5734, 29.5601)?.id).toMatch(/^GC-500103001/);
  });
});
