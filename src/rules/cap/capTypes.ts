/** A CAP 1.2 alert as read or to be written: the fields this project uses, times in ms since epoch, places in degrees WGS 84. */
import type { WarningLevel } from '../../domain/state';

export const CAP_NAMESPACE = 'urn:oasis:names:tc:emergency:cap:1.2';
export const CAP_STATUS = ['Actual', 'Exercise', 'System', 'Test', 'Draft'] as const;
export const CAP_MESSAGE = ['Alert', 'Update', 'Cancel', 'Ack', 'Error'] as const;
export const CAP_SCOPE = ['Public', 'Restricted', 'Private'] as const;
export const CAP_CATEGORY = ['Geo', 'Met', 'Safety', 'Security', 'Rescue', 'Fire', 'Health', 'Env', 'Transport', 'Infra', 'CBRNE', 'Other'] as const;
export const CAP_RESPONSE = ['Shelter', 'Evacuate', 'Prepare', 'Execute', 'Avoid', 'Monitor', 'Assess', 'AllClear', 'None'] as const;
export const CAP_URGENCY = ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'] as const;
export const CAP_SEVERITY = ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'] as const;
export const CAP_CERTAINTY = ['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown'] as const;
export type CapStatus = (typeof CAP_STATUS)[number];
export type CapMessage = (typeof CAP_MESSAGE)[number];
export type CapSeverity = (typeof CAP_SEVERITY)[number];

export interface CapReference { readonly sender: string; readonly identifier: string; readonly sent: number }
export interface CapCircle { readonly lon: number; readonly lat: number; readonly radiusMetres: number }
export interface CapArea { readonly areaDesc: string; /** Closed rings of [lon, lat]. */ readonly polygons: readonly (readonly (readonly [number, number])[])[]; readonly circles: readonly CapCircle[]; readonly geocodes: readonly CapValue[] }
export interface CapValue { readonly name: string; readonly value: string }
export interface CapInfo {
  readonly language: string; readonly categories: readonly (typeof CAP_CATEGORY)[number][]; readonly event: string; readonly responseTypes: readonly (typeof CAP_RESPONSE)[number][];
  readonly urgency: (typeof CAP_URGENCY)[number]; readonly severity: CapSeverity; readonly certainty: (typeof CAP_CERTAINTY)[number];
  readonly eventCodes: readonly CapValue[]; readonly effective: number | null; readonly onset: number | null; readonly expires: number | null;
  readonly senderName: string; readonly headline: string; readonly description: string; readonly instruction: string; readonly web: string; readonly contact: string;
  readonly parameters: readonly CapValue[]; readonly areas: readonly CapArea[];
}
export interface CapAlert {
  readonly identifier: string; readonly sender: string; readonly sent: number; readonly status: CapStatus; readonly message: CapMessage; readonly scope: (typeof CAP_SCOPE)[number];
  readonly restriction: string; readonly note: string; readonly references: readonly CapReference[]; readonly infos: readonly CapInfo[];
}

/** The convention of the four public levels (red Extreme … blue Minor), what is urgent, and how sure a level is that no measurement reached. */
export const CAP_OF_LEVEL: Readonly<Record<WarningLevel, Pick<CapInfo, 'severity' | 'urgency' | 'certainty'>>> = {
  I: { severity: 'Extreme', urgency: 'Immediate', certainty: 'Observed' }, II: { severity: 'Severe', urgency: 'Immediate', certainty: 'Likely' },
  III: { severity: 'Moderate', urgency: 'Expected', certainty: 'Likely' }, IV: { severity: 'Minor', urgency: 'Future', certainty: 'Possible' },
};
export const LEVEL_OF_SEVERITY: Readonly<Record<CapSeverity, WarningLevel>> = { Extreme: 'I', Severe: 'II', Moderate: 'III', Minor: 'IV', Unknown: 'IV' };
/** Names of the parameters that carry what CAP has no element for. */
export const CAP_PARAMETER = { level: 'warningLevel', value: 'value', limit: 'limit', unit: 'unit', warning: 'warningId' } as const;
export const CAP_CAUSE = 'cause';
/** Cause of every warning that another system raised. */
export const EXTERNAL_CAUSE = 'cap';
