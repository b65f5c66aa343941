/** Catalogues that the boards show; all served by the back end, paged where they are long. Times in ms since epoch. */
export interface AiClass {
  readonly no: number; readonly id: string; readonly nameZh: string; readonly nameEn: string; readonly groupZh: string; readonly groupEn: string;
  readonly eventCode: string | null; readonly componentCode: string | null; readonly optional: boolean;
  /** Automatic filing now, and the least confidence for it, 0 … 1. */
  readonly automatic: boolean; readonly minConfidence: number;
  /** Detections, those that were checked, and those found right, over the last 30 days; precision = right / checked, null without checks. */
  readonly detections: number; readonly checked: number; readonly right: number; readonly precision: number | null;
  /** Cases open now that this class opened. */
  readonly openCases: number;
}
/** A cause of warnings, or a class of the coding scheme, whose cases go on by themselves or wait for people. `code` as `automation.set` takes it. */
export interface AutomationRow { readonly code: string; readonly kind: 'cause' | 'component' | 'event'; readonly zh: string; readonly en: string; readonly automatic: boolean; /** Closes by itself when its cause is over; null where nothing closes (a cause of warnings). */ readonly closes: boolean | null }
export interface SensingResource { readonly id: string; readonly nameZh: string; readonly nameEn: string; readonly kind: string; readonly kindZh: string; readonly kindEn: string; readonly ownerZh: string; readonly ownerEn: string; readonly streetZh: string; readonly streetEn: string; readonly online: boolean; readonly lastSeenAt: number | null; /** Object on the map, when the city pack has it. */ readonly objectId: string | null }
export interface ResourceQuery { readonly text?: string; readonly kind?: string; readonly owner?: string; readonly online?: boolean; readonly sort?: 'id' | 'name' | 'kind' | 'owner' | 'lastSeen'; readonly descending?: boolean; readonly offset: number; readonly limit: number }
export interface ResourcePage { readonly count: number; readonly online: number; readonly rows: readonly SensingResource[] }
/** Share of every kind × owner, for the head of the catalogue. */
export interface ResourceGroup { readonly kind: string; readonly kindZh: string; readonly kindEn: string; readonly ownerZh: string; readonly ownerEn: string; readonly count: number; readonly online: number }
export interface Subsystem { readonly id: string; readonly nameZh: string; readonly nameEn: string; readonly industry: string; readonly ownerZh: string; readonly ownerEn: string; readonly state: 'online' | 'degraded' | 'offline'; readonly lastMessageAt: number | null; readonly messagesPerMinute: number; readonly latencyMs: number | null; readonly noteZh: string; readonly noteEn: string }
/** What a camera shows now; `url` null while it cannot be reached. */
export interface CameraPicture { readonly id: string; readonly online: boolean; readonly at: number; readonly url: string | null }
/** Emergency stock at a place. */
export interface Material { readonly id: string; readonly zh: string; readonly en: string; readonly count: number; readonly unitZh: string; readonly unitEn: string; readonly lon: number; readonly lat: number; readonly ownerZh: string; readonly ownerEn: string }
export interface Preplan { readonly id: string; readonly version: string; readonly zh: string; readonly en: string; readonly conditionZh: string; readonly conditionEn: string; readonly steps: readonly { readonly id: string; readonly zh: string; readonly en: string; readonly unitZh: string; readonly unitEn: string; readonly minutes: number | null; readonly automatic: boolean }[] }
/** A scripted scenario of the demo. `branches` are its endings; `speeds` the allowed rates. */
export interface ScenarioInfo {
  readonly id: string; readonly code: string; readonly titleZh: string; readonly titleEn: string; readonly aboutZh: string; readonly aboutEn: string;
  readonly origin: string; readonly minutes: number; readonly focusId: string | null;
  readonly branches: readonly { readonly id: string; readonly zh: string; readonly en: string }[];
}
export interface ScenarioState { readonly id: string; readonly branch: string | null; readonly speed: number; readonly startedAt: number; readonly now: number; readonly endsAt: number | null; readonly ended: boolean; readonly step: { readonly zh: string; readonly en: string } | null }
