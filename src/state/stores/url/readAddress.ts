/** Everything a link says, read once at start: known facts with their values, and a note for each that was not understood. */
import type { CaseId, ObjectId } from '../../../domain/ids';
import type { Kind } from '../../../domain/kind';
import type { View } from '../../../domain/view';
import type { ViewingProfile } from '../installation';
import type { ShownFilter } from '../listRows';
import type { Language, Mode, Theme } from '../preferences';
import type { BoardAddress } from '../boards/boardAddress';
import { readFact, type UrlFact } from './UrlFact';
import type { SketchArea } from '../sketch';
import { urlArea } from './urlArea';
import { urlBoard } from './urlBoard';
import { urlCase } from './urlCase';
import { urlCity } from './urlCity';
import { urlLanguage } from './urlLanguage';
import { urlLayers } from './urlLayers';
import { urlList } from './urlList';
import { urlMode } from './urlMode';
import { urlOverlays } from './urlOverlays';
import { urlInstant } from './urlInstant';
import { urlInspect, urlSelection } from './urlObject';
import { urlProfile } from './urlProfile';
import { urlRole, type RoleAddress } from './urlRole';
import { urlScenario, urlSeed, urlSpeed } from './urlScenario';
import { urlTheme } from './urlTheme';
import { urlView } from './urlView';
import { urlWater } from './urlWater';

export interface Address {
  readonly city: string;
  readonly overlays: readonly string[];
  readonly mode: Mode;
  readonly language: Language;
  readonly theme: Theme;
  readonly profile: ViewingProfile | null;
  readonly scenario: string | null;
  readonly seed: number | null;
  readonly speed: number | null;
  readonly view: View | null;
  readonly selection: ObjectId | null;
  readonly inspect: ObjectId | null;
  readonly case: CaseId | null;
  readonly role: RoleAddress | null;
  readonly layers: ReadonlySet<Kind> | null;
  readonly rivers: 'water' | 'classes';
  readonly list: ShownFilter | null;
  /** The instant shown, ms; null = live. */
  readonly instant: number | null;
  readonly board: BoardAddress | null;
  /** The area of the command view. */
  readonly area: SketchArea | null;
}

/** A fact of the address that was ignored: its name and a short piece of its text. */
export interface AddressNote { readonly name: string; readonly text: string }

/** Characters of a bad value that a note repeats. */
const NOTE_LENGTH = 60;

export function readAddress(query: string): { readonly address: Address; readonly notes: readonly AddressNote[] } {
  const params = new URLSearchParams(query);
  const notes: AddressNote[] = [];
  function take<Value>(fact: UrlFact<Value>): Value {
    const reading = readFact(fact, params);
    if (reading.kind === 'bad') notes.push({ name: fact.name, text: (params.get(fact.name) ?? '').slice(0, NOTE_LENGTH) });
    return reading.value;
  }
  const address: Address = {
    city: take(urlCity), overlays: take(urlOverlays), mode: take(urlMode), language: take(urlLanguage), theme: take(urlTheme), profile: take(urlProfile),
    scenario: take(urlScenario), seed: take(urlSeed), speed: take(urlSpeed), view: take(urlView), selection: take(urlSelection), inspect: take(urlInspect),
    layers: take(urlLayers), rivers: take(urlWater), list: take(urlList), instant: take(urlInstant), board: take(urlBoard), area: take(urlArea), case: take(urlCase), role: take(urlRole),
  };
  return { address, notes };
}
