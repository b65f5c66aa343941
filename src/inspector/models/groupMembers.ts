/** The members of a mesh as a list for people: grouped by role, repeated small members counted, in drawing order. */
import type { PartRole, StructureMesh } from '../../../tiles/structures/structureMesh';

export interface MemberGroup { readonly role: PartRole; readonly members: readonly string[] }

/** What carries comes first, furniture last. */
const ORDER: readonly PartRole[] = ['pylon', 'arch', 'cable', 'hanger', 'truss', 'girder', 'deck', 'lowerDeck', 'pier', 'glass', 'wall', 'roof', 'stone', 'gold', 'rail', 'railing', 'water', 'vegetation'];

export function groupMembers(mesh: StructureMesh): readonly MemberGroup[] {
  // A member of several materials is listed under the one it has most of.
  const roleOf = new Map<string, { readonly role: PartRole; readonly size: number }>();
  for (const part of mesh.parts) if (part.indices.length > (roleOf.get(part.member)?.size ?? -1)) roleOf.set(part.member, { role: part.role, size: part.indices.length });
  return ORDER.flatMap((role): readonly MemberGroup[] => {
    const members = [...roleOf].filter(([, of]) => of.role === role).map(([member]) => member);
    return members.length > 0 ? [{ role, members }] : [];
  });
}
