import { ComplaintModel } from './complaint.model';

/** A complaint is between its author and the bureau: it goes with its author. */
export async function forgetComplaints(accountId: string): Promise<void> {
  await ComplaintModel.deleteMany({ accountId });
}
