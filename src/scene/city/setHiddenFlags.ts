/** Writes the layer switches into the state table: whole runs of buildings pack by pack, other kinds feature by feature. */
import { KINDS, type Kind } from '../../domain/kind';
import { FLAG } from '../../domain/state';
import type { Catalogue } from '../../state/city/Catalogue';
import type { OpenedPack } from '../cityClient';
import type { StateTable } from './StateTable';

type Pack = { readonly indexOffset: number; readonly manifest: Pick<OpenedPack['manifest'], 'index'> };

export function setHiddenFlags(state: Pick<StateTable, 'setFlag'>, packs: readonly Pack[], catalogue: Pick<Catalogue, 'indicesOfKind'>, hidden: ReadonlySet<Kind>): void {
  for (const kind of KINDS) {
    const off = hidden.has(kind);
    if (kind !== 'building') { for (const index of catalogue.indicesOfKind(kind)) state.setFlag(index, FLAG.hidden, off); continue; }
    for (const { manifest, indexOffset } of packs) {
      const { first, count } = manifest.index.buildings;
      for (let index = first + indexOffset; index < first + indexOffset + count; index++) state.setFlag(index, FLAG.hidden, off);
    }
  }
}
