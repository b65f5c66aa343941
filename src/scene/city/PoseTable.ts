/**
 * The second channel of the city's texture mechanism: what the moving parts of each object do, four bytes per feature (POSE), read from the
 * newest readings of the instant shown. Nothing is kept between two looks but the bytes, so live, looking back and a dead feed are one case.
 */
import { STATE_BYTES, STATUSES } from '../../domain/state';
import type { CityStore } from '../../state/city/CityStore';
import type { NewestValue } from '../../state/city/readingTable';
import { POSE, POSE_BYTES, STATE_TEXTURE_WIDTH } from '../../workers/glbContract';
import { DirtyLines, type DirtyRows } from './DirtyLines';
import { MOVING_PARTS, toPoseByte, type MovingPart } from './movingParts';

const rowBytes = STATE_TEXTURE_WIDTH * POSE_BYTES;
const OFFLINE = STATUSES.indexOf('offline');

export interface Pose { readonly tilt: number; readonly turn: number; readonly dark: number }

export class PoseTable {
  readonly height: number;
  readonly bytes: Uint8Array;
  /** Features that turn now; few. A new array whenever they change. */
  turning: readonly number[] = [];
  private readonly lines: DirtyLines;
  private readonly next: Uint8Array;
  private readonly worstOfCircuit: Uint8Array;

  constructor(private readonly store: CityStore) {
    const { featureCount, circuits } = store.catalogue;
    this.height = Math.max(1, Math.ceil(featureCount / STATE_TEXTURE_WIDTH));
    this.bytes = new Uint8Array(this.height * rowBytes);
    this.next = new Uint8Array(this.height * STATE_TEXTURE_WIDTH);
    this.worstOfCircuit = new Uint8Array(circuits.count);
    this.lines = new DirtyLines(this.height);
  }

  /** Looks at every reading that moves something; answers whether anything stands differently now. */
  refresh(): boolean {
    let changed = false;
    for (const part of MOVING_PARTS) if (this.read(part)) changed = true;
    return changed;
  }

  of(index: number): Pose {
    const at = index * POSE_BYTES;
    return { tilt: this.bytes[at + POSE.tilt] ?? 0, turn: this.bytes[at + POSE.turn] ?? 0, dark: this.bytes[at + POSE.dark] ?? 0 };
  }

  takeDirty(): DirtyRows | null { return this.lines.take(); }
  rows(dirty: DirtyRows): Uint8Array { return this.bytes.subarray(dirty.first * rowBytes, (dirty.first + dirty.count) * rowBytes); }

  private read(part: MovingPart): boolean {
    const { catalogue } = this.store;
    const members = catalogue.indicesOfKind(part.kind);
    for (const index of members) this.next[index] = 0;
    if (part.shared === 'circuit') this.readCircuits(part, members);
    else this.store.eachReading(part.property, (index, newest) => { if (catalogue.kindOf(index) === part.kind) this.next[index] = this.byteOf(part, index, newest); });
    let changed = false;
    for (const index of members) {
      const at = index * POSE_BYTES + part.channel;
      if (this.bytes[at] === this.next[index]) continue;
      this.bytes[at] = this.next[index] ?? 0;
      this.lines.touch(index);
      changed = true;
    }
    if (changed && part.channel === POSE.turn) this.turning = [...members].filter((index) => (this.bytes[index * POSE_BYTES + POSE.turn] ?? 0) > 0);
    return changed;
  }

  private readCircuits(part: MovingPart, members: Uint32Array): void {
    const { circuits: { of }, kindOf } = this.store.catalogue;
    this.worstOfCircuit.fill(0);
    this.store.eachReading(part.property, (index, newest) => {
      if (kindOf(index) !== part.kind) return;
      const byte = this.byteOf(part, index, newest);
      const circuit = of(index);
      if (circuit < 0) this.next[index] = byte;
      else if (byte > (this.worstOfCircuit[circuit] ?? 0)) this.worstOfCircuit[circuit] = byte;
    });
    for (const index of members) {
      const circuit = of(index);
      if (circuit >= 0) this.next[index] = this.worstOfCircuit[circuit] ?? 0;
    }
  }

  private byteOf(part: MovingPart, index: number, { value, rank, freshness, quality }: Readonly<NewestValue>): number {
    if (Number.isNaN(value)) return 0;
    const usable = quality === 'good' || quality === 'uncertain';
    const fresh = usable && (freshness === 'live' || freshness === 'late') && this.store.stateBytes[index * STATE_BYTES + 2] !== OFFLINE;
    if (part.silent === 'rest' ? !fresh : !usable) return 0;
    return toPoseByte(part, part.by === 'rank' ? rank : Math.abs(value));
  }
}
