/** Answers of the city worker, one function per request of ../protocol.ts; plain functions without DOM, so tests run them in Node. */
import type { CityRequestName, CityRequests } from '../protocol';
import { buildTile } from './buildTile';
import { buildTileset } from './buildTileset';
import type { BuildStructure } from './buildStructuresGlb';
import { catalogueOf } from './catalogueOf';
import { lowRoads } from './lowRoads';
import { GroundPainter, type CreateCanvas } from './ground/GroundPainter';
import { ObjectBook } from './ObjectBook';
import { openPack } from './openPack';
import type { ReadFile } from './ReadFile';
import { PackSet } from './PackSet';
import { pickCity } from './pick/pickCity';
import { SearchIndex } from './SearchIndex';
import { StructureMeshes } from './StructureMeshes';
import { terrainHeights } from './TerrainGrid';

export type CityHandlers = {
  readonly [Name in CityRequestName]: (args: CityRequests[Name]['args'], signal: AbortSignal) => Promise<CityRequests[Name]['result']> | CityRequests[Name]['result'];
};

interface CityHandlerPorts {
  readonly readFile: ReadFile;
  readonly buildStructure: BuildStructure;
  readonly createCanvas: CreateCanvas;
  /** Milliseconds of a steady clock, for the reported build times. */
  readonly now: () => number;
}

export function createCityHandlers(ports: CityHandlerPorts): CityHandlers {
  const packs = new PackSet();
  const structures = new StructureMeshes(ports.buildStructure);
  const objects = new ObjectBook(packs, ports.readFile);
  const search = new SearchIndex(packs, objects);
  const painter = new GroundPainter(packs, ports.createCanvas);
  // One pack opens after the other: the offset of the next depends on the size of those before it.
  let opening: Promise<unknown> = Promise.resolve();

  const open = async ({ baseUrl, cityName }: CityRequests['open']['args'], signal: AbortSignal): Promise<CityRequests['open']['result']> => {
    const pack = await openPack({ baseUrl, cityName, number: packs.packs.length, indexOffset: packs.featureCount }, ports.readFile, signal);
    packs.add(pack);
    search.add(pack);
    painter.refresh();
    // Waters are drawn and fed by id, so the page must know them by the id that is theirs here.
    const waters = pack.manifest.waters.map((water) => ({ ...water, id: packs.idOf(water.index + pack.indexOffset), ...(water.gaugeId ? { gaugeId: packs.idInPack(pack, water.gaugeId) } : {}) }));
    return { manifest: { ...pack.manifest, waters }, catalogue: catalogueOf(pack, packs), indexOffset: pack.indexOffset };
  };

  return {
    open(args, signal) {
      const opened = opening.then(() => open(args, signal));
      opening = opened.catch(() => undefined);
      return opened;
    },
    tileset({ indexOffset }) {
      const pack = packs.packs.find((candidate) => candidate.indexOffset === indexOffset);
      if (!pack) throw new Error(`no pack is open at index offset ${indexOffset}`);
      return { json: buildTileset(pack) };
    },
    async tile({ tile }, signal) {
      const start = ports.now();
      const glb = await buildTile(tile, { pack: (number) => packs.pack(number), structures, elevationAt: packs.elevationAt }, signal);
      return { glb, buildMs: ports.now() - start };
    },
    terrain: (area) => ({ heights: terrainHeights(area, packs.elevationAt, packs.undulation) }),
    ground: (args) => ({ image: painter.paint(args) }),
    pick: (ray, signal) => pickCity(ray, packs, structures, signal),
    objectByIndex: ({ index }) => objects.byIndex(index),
    objectById: ({ id }) => objects.byId(id),
    facts: ({ id }, signal) => objects.facts(id, signal),
    search: ({ query, limit, near }) => search.find(query, limit, near),
    outline: ({ id }) => objects.outline(id),
    structure: ({ id }) => objects.structure(id),
    lowRoads: () => lowRoads(packs),
    elevationAt: ({ lon, lat }) => ({ elevation: packs.elevationAt(lon, lat) }),
  };
}
