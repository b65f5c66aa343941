/** Stay cables in fans, drawn thick enough to survive at a distance. */
import type { MeshBuilder } from '../MeshBuilder';
import { mix, type Vec3 } from '../vec3';

/** Thinnest cable as drawn, metres; a real stay is 0.15 to 0.3 m and would vanish at city range. */
export const CABLE_METRES = 0.4;

export interface Fan {
  readonly member: string;
  readonly count: number;
  /** Deck anchor and pylon anchor of cable k (0 = nearest to the pylon) of `count`. */
  readonly foot: (k: number) => Vec3;
  readonly head: (k: number) => Vec3;
}

export function fan(b: MeshBuilder, shape: Fan, thickness = CABLE_METRES): void {
  for (let k = 0; k < shape.count; k++) {
    const member = `${shape.member}-${String(k + 1).padStart(2, '0')}`, foot = shape.foot(k), head = shape.head(k);
    b.part(member, 'cable').beam(foot, head, thickness);
    b.anchor(`${member}-foot`, member, mix(foot, head, 0.06));
  }
}
