import type { DemoPerson } from '@gongzhi/shared/identity/schema';
import mongoose from 'mongoose';
import { AccountModel, type AccountRecord } from './account.model';
import { requireDemo } from './sign-in-demo';

export interface DemoAccount {
  /** Names the person for good, whatever is changed about it later. */
  key: string;
  name: string;
  role: DemoPerson['role'];
  about: string;
  /** Place in the sign-in list; null is not in it. */
  order: number | null;
}

/** Makes the people of the demonstration that are not there yet; answers with everybody's account id by key. */
export async function makeDemoAccounts(
  people: readonly DemoAccount[],
  since: Date,
): Promise<{ ids: Map<string, string>; made: number }> {
  requireDemo();
  const known = await idsByKey(people);
  const missing = people.filter(({ key }) => !known.has(key));
  if (missing.length > 0) {
    await AccountModel.insertMany(
      missing.map(
        ({ name, ...demo }): AccountRecord => ({
          _id: new mongoose.Types.ObjectId(),
          schemaVersion: 1,
          kind: 'demo',
          name,
          demo,
          disabledAt: null,
          createdAt: since,
          updatedAt: since,
        }),
      ),
    );
  }
  return { ids: missing.length > 0 ? await idsByKey(people) : known, made: missing.length };
}

async function idsByKey(people: readonly DemoAccount[]): Promise<Map<string, string>> {
  const accounts = await AccountModel.find(
    { 'demo.key': { $in: people.map(({ key }) => key) } },
    { demo: 1 },
  ).lean<AccountRecord[]>();
  return new Map(accounts.map(({ _id, demo }) => [demo?.key ?? '', String(_id)]));
}
