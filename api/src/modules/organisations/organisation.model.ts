import { type OrganisationKind, organisationKinds } from '@gongzhi/shared/organisations/schema';
import type { WorkingHours } from '@gongzhi/shared/standards/working-hours';
import mongoose, { type Types } from 'mongoose';

/** A unit of the bureau, a contractor, a property firm, a committee, a shop. */
export interface OrganisationRecord {
  _id: Types.ObjectId;
  schemaVersion: number;
  code: string;
  name: string;
  shortName: string;
  kind: OrganisationKind;
  parentId: Types.ObjectId | null;
  /** Lines of work it answers for. */
  lines: string[];
  /** Places it covers; empty is the whole district. */
  placeIds: Types.ObjectId[];
  /** Its own hours, where they differ from the command centre's. */
  workingHours: WorkingHours | null;
  phone: string;
  /** Where it can be visited or written to. */
  address: string;
  active: boolean;
  /** When and why it went out of service. */
  retirement?: { at: Date; why: string } | null;
  demo: boolean;
  /** Counts its changes; a change by hand is guarded by it. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

const { ObjectId, Mixed } = mongoose.Schema.Types;

const organisationSchema = new mongoose.Schema<OrganisationRecord>(
  {
    schemaVersion: { type: Number, required: true, default: 1 },
    code: { type: String, required: true },
    name: { type: String, required: true },
    shortName: { type: String, required: true },
    kind: { type: String, enum: organisationKinds, required: true },
    parentId: { type: ObjectId, default: null },
    lines: { type: [String], required: true },
    placeIds: { type: [ObjectId], required: true },
    workingHours: { type: Mixed, default: null },
    phone: { type: String, default: '' },
    address: { type: String, default: '' },
    active: { type: Boolean, required: true, default: true },
    retirement: { type: new mongoose.Schema({ at: Date, why: String }, { _id: false }), default: null },
    demo: { type: Boolean, required: true, default: false },
    version: { type: Number, required: true, default: 1 },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false, collection: 'organisations' },
);
organisationSchema.index({ code: 1 }, { unique: true });
organisationSchema.index({ lines: 1, active: 1 });
organisationSchema.index({ kind: 1, code: 1 });
organisationSchema.index({ placeIds: 1, kind: 1 });

export const OrganisationModel = mongoose.model<OrganisationRecord>('Organisation', organisationSchema);
