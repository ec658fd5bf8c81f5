import { DeliveryModel } from './delivery.model';

/** Empties the inbox of somebody who has gone. */
export async function forgetRecipient(accountId: string): Promise<void> {
  await DeliveryModel.deleteMany({ recipientId: accountId });
}
