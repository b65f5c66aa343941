/** Branded ids: a case id cannot be passed where an object id is meant. */
declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

export type ObjectId = Id<'ObjectId'>;
export type WarningId = Id<'WarningId'>;
export type CaseId = Id<'CaseId'>;
/** `<object id>/<property>`, the SensorThings Datastream of one observed property of one Thing. */
export type DatastreamId = Id<'DatastreamId'>;

export const toObjectId = (text: string): ObjectId => text as ObjectId;
export const toWarningId = (text: string): WarningId => text as WarningId;
export const toCaseId = (text: string): CaseId => text as CaseId;
export const toDatastreamId = (objectId: ObjectId, property: string): DatastreamId => `${objectId}/${property}` as DatastreamId;
