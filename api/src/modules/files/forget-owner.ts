import { FileModel } from './file.model';

/** The number of no account. */
const NOBODY = '000000000000000000000000';

/** Pictures in cases stay without who took them; what was not used is swept like everybody's. */
export async function forgetOwner(accountId: string): Promise<void> {
  await FileModel.updateMany(
    { ownerId: accountId },
    { $set: { ownerId: NOBODY, point: null, takenAt: null } },
  );
}
