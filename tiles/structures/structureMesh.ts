/**
 * A parametric structure turned into triangles, part by part, in local metres.
 * The city renderer draws all parts as one object; the inspector draws and names each member.
 */

/** What a part is made of; decides tint and gloss, never state. */
export type PartRole =
  | 'deck' | 'lowerDeck' | 'girder' | 'truss' | 'pier' | 'pylon' | 'cable' | 'hanger' | 'arch' | 'rail' | 'railing'
  | 'wall' | 'roof' | 'glass' | 'stone' | 'gold' | 'water' | 'vegetation';

export interface StructurePart {
  /** Stable member id inside the structure: `pylon-1`, `span-2`, `cable-1-07`. */
  readonly member: string;
  readonly role: PartRole;
  /** x east, y north, z elevation (orthometric metres, not above ground), relative to `origin`. */
  readonly positions: Float32Array;
  /** Counter-clockwise triangles seen from outside. */
  readonly indices: Uint32Array;
}

/** A place where a sensor can stand, named by member and position along it. */
export interface StructureAnchor {
  readonly id: string;
  readonly member: string;
  readonly position: readonly [number, number, number];
}

export interface StructureMesh {
  /** Local origin, degrees WGS 84; z of parts is absolute orthometric elevation. */
  readonly origin: readonly [number, number];
  readonly parts: readonly StructurePart[];
  readonly anchors: readonly StructureAnchor[];
  /** Total length, main span and number of spans, metres, as drawn. */
  readonly facts: Readonly<Record<string, number>>;
}
